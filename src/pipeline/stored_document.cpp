#include "pipeline/stored_document.hpp"

#include <cstring>
#include <type_traits>

namespace comention {
namespace {

// Numbers as they lie in memory, strings and vectors with their length before them: the bytes never
// leave this process.

template <class Number>
void put(std::string& out, const Number& number) {
  static_assert(std::is_trivially_copyable_v<Number>);
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void put_text(std::string& out, std::string_view text) {
  put(out, text.size());
  out.append(text);
}

template <class Number>
void put_all(std::string& out, std::span<const Number> numbers) {
  put(out, numbers.size());
  out.append(reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes());
}

class Taker {
 public:
  explicit Taker(std::string_view bytes) : bytes_(bytes) {}

  template <class Number>
  Number number() {
    Number value;
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_.remove_prefix(sizeof value);
    return value;
  }
  std::string text() {
    const auto size = number<std::size_t>();
    std::string value(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return value;
  }
  template <class Number>
  std::vector<Number> all() {
    std::vector<Number> values(number<std::size_t>());
    const std::size_t size = values.size() * sizeof(Number);
    if (size > 0) std::memcpy(values.data(), bytes_.data(), size);
    bytes_.remove_prefix(size);
    return values;
  }

 private:
  std::string_view bytes_;
};

}  // namespace

Result<void> DocumentStore::add(const Document& document, std::span<const NameId> names) {
  std::string out;
  put_text(out, document.id);
  put_text(out, document.source);
  put(out, document.article);
  put_text(out, document.date);
  put_text(out, document.text);
  put(out, document.foreign);
  put(out, document.english);
  put(out, document.story);
  put_all(out, std::span<const Mention>(document.mentions));
  put(out, document.tags.size());
  for (const auto& tag : document.tags) put_text(out, tag);
  put_all(out, names);
  const auto at = bytes_.append(out);
  if (!at) return tl::unexpected(at.error());
  starts_.push_back(*at);
  return {};
}

Result<StoredDocument> DocumentStore::get(std::size_t number) const {
  const std::uint64_t end = number + 1 < starts_.size() ? starts_[number + 1] : bytes_.size();
  std::string packed(static_cast<std::size_t>(end - starts_[number]), '\0');
  if (auto read = bytes_.read(starts_[number], packed); !read) return tl::unexpected(read.error());
  Taker taker(packed);
  StoredDocument stored;
  Document& document = stored.document;
  document.id = taker.text();
  document.source = taker.text();
  document.article = taker.number<std::uint32_t>();
  document.date = taker.text();
  document.text = taker.text();
  document.foreign = taker.number<bool>();
  document.english = taker.number<bool>();
  document.story = taker.number<std::uint32_t>();
  document.mentions = taker.all<Mention>();
  document.tags.resize(taker.number<std::size_t>());
  for (auto& tag : document.tags) tag = taker.text();
  stored.names = taker.all<NameId>();
  return stored;
}

}  // namespace comention
