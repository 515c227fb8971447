#include "export/html_evidence.hpp"

#include <algorithm>

#include "export/html_json.hpp"

namespace comention {
namespace {

constexpr std::size_t step = 64;

// A lead byte of four bytes is a code point past U+FFFF: two units. Continuation bytes are none.
std::uint32_t units_of(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  if ((value & 0xC0U) == 0x80U) return 0;
  return value >= 0xF0U ? 2 : 1;
}

}  // namespace

Utf16Offsets::Utf16Offsets(std::string_view text) : text_(text) {
  counts_.reserve(text.size() / step + 1);
  std::uint32_t units = 0;
  for (std::size_t byte = 0; byte < text.size(); ++byte) {
    if (byte % step == 0) counts_.push_back(units);
    units += units_of(text[byte]);
  }
  if (text.size() % step == 0) counts_.push_back(units);
}

std::uint32_t Utf16Offsets::before(std::size_t byte) const {
  byte = std::min(byte, text_.size());
  std::uint32_t units = counts_[byte / step];
  for (std::size_t at = byte / step * step; at < byte; ++at) units += units_of(text_[at]);
  return units;
}

std::uint32_t EvidenceBlock::number_of(const EvidenceSentence& sentence) {
  std::string key = sentence.text;
  key.append(1, '\0').append(sentence.source).append(1, '\0').append(sentence.date);
  const auto next = static_cast<std::uint32_t>(texts_.size());
  const auto [found, is_new] = numbers_.try_emplace(std::move(key), next);
  if (is_new) {
    texts_.push_back({found->first, sentence.text.size(), sentence.source.size()});
    offsets_.emplace_back(texts_.back().text());
  }
  return found->second;
}

void EvidenceBlock::add(std::span<const EvidenceSentence> sentences) {
  auto& row = edges_.emplace_back();
  row.reserve(sentences.size() * 5);
  for (const auto& sentence : sentences) {
    const auto number = number_of(sentence);
    const auto& offsets = offsets_[number];
    row.insert(row.end(),
               {number, offsets.before(sentence.source_start), offsets.before(sentence.source_end),
                offsets.before(sentence.target_start), offsets.before(sentence.target_end)});
  }
}

void EvidenceBlock::write_to(TextOut& out) {
  out.put("{\"texts\":[");
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    out.put(i > 0 ? ",\n[" : "[");
    put_page_string(out, texts_[i].text());
    out.put(',');
    put_page_string(out, texts_[i].source());
    out.put(',');
    put_page_string(out, texts_[i].date());
    out.put(']');
  }
  out.put("],\n\"edges\":[");
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    out.put(i > 0 ? ",[" : "[");
    for (std::size_t k = 0; k < edges_[i].size(); ++k) {
      if (k > 0) out.put(',');
      out.put(std::uint64_t{edges_[i][k]});
    }
    out.put(']');
  }
  out.put("]}");
  *this = {};
}

}  // namespace comention
