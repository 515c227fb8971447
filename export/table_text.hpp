#pragma once

#include <string>

#include "export/flat_value.hpp"

namespace comention {

/// Text in a CSV cell; quotes around it are put by CsvOut.
inline constexpr Escapes csv_escapes = Escapes::without_controls({{'"', "\"\""}});

/// Text in a line of its own kind of table, where nothing can be quoted: line ends and tabs become
/// blanks.
inline constexpr Escapes plain_cell_escapes =
    Escapes::without_controls({{'\t', " "}, {'\n', " "}, {'\r', " "}});

/// Comma-separated values by RFC 4180, one cell after the other. Cells are quoted where they have
/// to be.
class CsvOut {
 public:
  /// What to do with text that a spreadsheet would run as a formula.
  enum class Formulas { keep, neutralise };
  CsvOut(const Escapes& escapes, Formulas formulas) : escapes_(escapes), formulas_(formulas) {}

  TextOut& out() { return out_; }
  void value(const Value& value);
  void text(std::string_view text);
  void end_line() {
    out_.put('\n');
    first_ = true;
  }

 private:
  void separate() {
    if (!first_) out_.put(',');
    first_ = false;
  }

  TextOut out_;
  std::string joined_;  ///< a list or evidence cell before it is quoted
  const Escapes& escapes_;
  Formulas formulas_;
  bool first_ = true;
};

}  // namespace comention
