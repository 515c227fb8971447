#pragma once

#include <type_traits>

#include "comention/export.hpp"

namespace comention {

/// `ExportFormat::make` of a writer that is made from its files, or from these and the settings.
template <class Writer>
std::unique_ptr<GraphWriter> make_writer(const OpenSink& open, const WriterOptions& options) {
  if constexpr (std::is_constructible_v<Writer, const OpenSink&, const WriterOptions&>) {
    return std::make_unique<Writer>(open, options);
  } else {
    static_cast<void>(options);
    return std::make_unique<Writer>(open);
  }
}

}  // namespace comention
