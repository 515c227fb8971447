#include "export/make_writer.hpp"
#include "export/table_text.hpp"

namespace comention {
namespace {

/// The column that counts: how often both occur; failing that any whole number, then the weight.
const Field* count_field(std::span<const Field> fields) {
  if (const Field* field = field_with(fields, ColumnRole::occurrences)) return field;
  for (const Field& field : fields) {
    if (field.type == ColumnType::integer) return &field;
  }
  return field_with(fields, ColumnRole::weight);
}

/// Lines of `label TAB label TAB count`, the label that is smaller in byte order first. Keeps the
/// labels of all nodes.
class PairsWriter final : public GraphWriter {
 public:
  explicit PairsWriter(OpenSink open) : open_(std::move(open)) {}

  Result<void> begin(const GraphHeader& header) override {
    if (auto opened = out_.open(open_); !opened) return opened;
    nodes_ = node_fields(header.node_columns, {});
    edges_ = edge_fields(header.edge_columns, {});
    label_ = field_with(nodes_, ColumnRole::label);
    count_ = count_field(edges_);
    return {};
  }

  Result<void> node(std::string_view id, std::span<const Value> cells) override {
    labels_.emplace_back(std::get<std::string_view>(value_of(*label_, id, cells)));
    return {};
  }

  Result<void> edge(const NodeRef& source, const NodeRef& target,
                    std::span<const Value> cells) override {
    const auto* a = &labels_[source.number];
    const auto* b = &labels_[target.number];
    if (*b < *a) std::swap(a, b);
    put_escaped(out_, *a, plain_cell_escapes);
    out_.put('\t');
    put_escaped(out_, *b, plain_cell_escapes);
    if (count_ != nullptr && has_value(cells[count_->cell])) {
      out_.put('\t');
      put_flat(out_, cells[count_->cell], plain_cell_escapes);
    }
    out_.put('\n');
    return out_.status();
  }

  Result<void> end() override { return out_.close(); }

 private:
  OpenSink open_;
  TextOut out_;
  std::vector<Field> nodes_, edges_;
  std::vector<std::string> labels_;
  const Field* label_ = nullptr;
  const Field* count_ = nullptr;
};

}  // namespace

ExportFormat pairs_format() {
  return {"pairs", "pairs.tsv tsv", "one pair of labels and its count a line, tab-separated",
          make_writer<PairsWriter>};
}

}  // namespace comention
