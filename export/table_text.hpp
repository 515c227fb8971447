#pragma once

#include <string>

#include "export/flat_value.hpp"

namespace comention {

/// Text in a CSV cell; quotes around it are put by CsvOut.
inline constexpr Escapes csv_escapes = Escapes::with({{'"', "\"\""}});

/// Text in a line of its own kind of table, where nothing can be quoted: line ends and tabs become
/// blanks.
inline constexpr Escapes plain_cell_escapes =
    Escapes::with({{'\t', " "}, {'\n', " "}, {'\r', " "}});

/// The text with one backslash more where an odd run of them stands before a double quote or the
/// end. Readers for which a backslash escapes would else take the closing quote or comma for text
/// and lose the record. Returns `text` itself or a view of `buffer`.
std::string_view close_backslashes(std::string_view text, std::string& buffer);

/// How a table is written.
struct CsvStyle {
  /// What to do with text that a spreadsheet would run as a formula.
  enum class Formulas { keep, neutralise };
  /// Whether a reader takes backslashes for escapes.
  enum class Backslashes { plain, escapes };
  const Escapes& escapes;
  Formulas formulas = Formulas::keep;
  Backslashes backslashes = Backslashes::plain;
};

inline CsvStyle::Formulas csv_formulas(const WriterOptions& options) {
  return options.csv_safe ? CsvStyle::Formulas::neutralise : CsvStyle::Formulas::keep;
}

/// Comma-separated values by RFC 4180, one cell after the other. Cells are quoted where they have
/// to be.
class CsvOut {
 public:
  explicit CsvOut(const CsvStyle& style) : style_(style) {}

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
  CsvStyle style_;
  std::string joined_;  ///< a list or evidence cell before it is quoted
  std::string closed_;
  bool first_ = true;
};

}  // namespace comention
