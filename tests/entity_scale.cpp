#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "entity/blocks.hpp"
#include "entity_fixtures.hpp"

using namespace comention;

namespace {

std::vector<std::vector<std::uint32_t>> blocks_of(std::span<const Filed> filed, SpillPlace place,
                                                  std::size_t least) {
  Blocks blocks(std::move(place));
  for (const Filed& f : filed) blocks.add(f.block, f.node);
  std::vector<std::vector<std::uint32_t>> found;
  const auto done = for_each_block(
      blocks, least, [&](auto nodes) { found.emplace_back(nodes.begin(), nodes.end()); });
  REQUIRE(done);
  return found;
}

/// Documents of invented names in many variants, more than fit into a small budget at once.
NamedCorpus many_names(unsigned documents) {
  const std::vector<std::string> given = {"Nora", "Otto", "William", "Bill", "Sergei", "Maria"};
  std::mt19937 random(5);
  const auto number = [&](unsigned limit) { return std::to_string(random() % limit); };
  NamedCorpus corpus(documents);
  for (NamedDocument& document : corpus) {
    for (int i = 0; i < 4; ++i) {
      const std::string& first = given[random() % given.size()];
      document.push_back({person, first + " Ostran" + number(300)});
      document.push_back({person, first.substr(0, 1) + ". Ostran" + number(300)});
      document.push_back({person, "Ostran" + number(300)});
      document.push_back({org, "Quillburg Bank " + number(200)});
      document.push_back({org, "Ministry of Z" + number(200)});
      document.push_back({org, "Z" + number(200) + " Ministry"});
      document.push_back({place, "Port of Z" + number(200)});
    }
  }
  return corpus;
}

std::vector<std::string> all_keys(const Resolved& found) {
  std::vector<std::string> keys;
  for (std::size_t d = 0; d < found.names.size(); ++d) {
    for (std::size_t i = 0; i < found.names[d].size(); ++i) keys.push_back(found.key(d, i));
  }
  return keys;
}

}  // namespace

TEST_CASE("blocks come back by hash, from memory and from sorted runs on disk") {
  std::mt19937 random(3);
  std::vector<Filed> filed;
  std::map<std::uint64_t, std::vector<std::uint32_t>> expected;
  for (int i = 0; i < 20000; ++i) {
    filed.push_back({random() % 4000, static_cast<std::uint32_t>(random() % 50)});
    expected[filed.back().block].push_back(filed.back().node);
  }
  std::vector<std::vector<std::uint32_t>> blocks;
  for (auto& [block, nodes] : expected) {
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    if (nodes.size() >= 2) blocks.push_back(nodes);
  }
  for (const std::uint64_t memory : {1u << 24, 1u << 16, 1u << 12, 1u}) {
    CHECK(blocks_of(filed, {"/tmp", memory}, 2) == blocks);
  }
  CHECK(blocks_of({}, {"/tmp", 64}, 1).empty());
}

TEST_CASE("blocks that find no room on disk say so") {
  Blocks blocks(SpillPlace{"/nowhere/at/all", 16});
  blocks.add(1, 1);
  blocks.add(2, 1);
  std::vector<std::uint32_t> nodes;
  const auto more = blocks.next_block(1, nodes);
  REQUIRE(!more);
  CHECK(more.error().kind == ErrorKind::io);
}

TEST_CASE("a small budget for comparing names changes no entity") {
  const NamedCorpus corpus = many_names(300);
  ResolveOptions small;
  small.memory = 1 << 10;
  CHECK(all_keys(resolve(corpus)) == all_keys(resolve(corpus, small)));
  small.temporary_folder = "/nowhere/at/all";
  EntityResolver resolver(small);
  for (const NamedDocument& document : corpus) resolver.add(resolver.link(uses_of(document)));
  const auto failed = resolver.resolve();
  REQUIRE(!failed);
  CHECK(failed.error().kind == ErrorKind::io);
}

TEST_CASE("a name costs some tens of bytes") {
  EntityResolver resolver{ResolveOptions{}};
  constexpr std::size_t names = 40000;
  for (std::size_t d = 0; d < names / 10; ++d) {
    NamedDocument document;
    for (std::size_t i = 0; i < 10; ++i) {
      document.push_back({person, "Nora Q" + std::to_string(d * 10 + i)});
    }
    resolver.add(resolver.link(uses_of(document)));
  }
  REQUIRE(resolver.names() == names);
  CHECK(resolver.memory() < names * 64);
}
