#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "base/parallel.hpp"
#include "entity_fixtures.hpp"

using namespace comention;

namespace {

bool one(const NamedCorpus& corpus) {
  const auto found = resolve(corpus);
  for (std::size_t d = 0; d < corpus.size(); ++d) {
    for (std::size_t i = 0; i < corpus[d].size(); ++i) {
      if (found.at(d, i) != found.at(0, 0)) return false;
    }
  }
  return true;
}

bool all_apart(const NamedCorpus& corpus) {
  const auto found = resolve(corpus);
  std::vector<EntityId> seen;
  for (std::size_t d = 0; d < corpus.size(); ++d) {
    for (std::size_t i = 0; i < corpus[d].size(); ++i) seen.push_back(found.at(d, i));
  }
  std::sort(seen.begin(), seen.end());
  return std::adjacent_find(seen.begin(), seen.end()) == seen.end();
}

}  // namespace

TEST_CASE("spellings of one person meet across documents") {
  CHECK(one({{{person, "Dmitri Karpovsky"}}, {{person, "Dmitry Karpovskiy"}}}));
  CHECK(one({{{person, "Bill Ostrander"}}, {{person, "William T. Ostrander"}}}));
  CHECK(
      one({{{person, "Samir al-Nouri"}}, {{person, "Samir Al Nouri"}}, {{person, "Samir Nouri"}}}));
  CHECK(one({{{person, "Jürgen Möllner"}}, {{person, "Jurgen Mollner"}}}));
  CHECK(one({{{person, "Park Min-ho"}}, {{person, "Park Min Ho"}}}));
  CHECK(one({{{person, "Luis \"Chip\" Quezada"}}, {{person, "Chip Quezada"}}}));
}

TEST_CASE("different persons of one surname stay apart") {
  CHECK(all_apart({{{person, "Frank Ostrander Jr."}}, {{person, "Frank Ostrander Sr."}}}));
  CHECK(all_apart({{{person, "Tom Ostrander"}}, {{person, "Tim Ostrander"}}}));
  CHECK(all_apart({{{person, "Mario Quezada"}}, {{person, "Maria Quezada"}}}));
  CHECK(all_apart({{{person, "Ann B. Ostrander"}}, {{person, "Ann C. Ostrander"}}}));
  CHECK(all_apart({{{person, "John Smith"}}, {{person, "John Smyth"}}}));
}

TEST_CASE("a name that fits two clashing ones is open") {
  const auto found = resolve({{{person, "Ann B. Ostrander"}},
                              {{person, "Ann C. Ostrander"}},
                              {{person, "Ann Ostrander"}}});
  CHECK(found.at(2, 0) != found.at(0, 0));
  CHECK(found.at(2, 0) != found.at(1, 0));
  REQUIRE(found.entities.ambiguous().size() >= 1);
  CHECK(found.entities.ambiguous()[0].form == "Ann Ostrander");
  CHECK(found.entities.ambiguous()[0].candidates.size() == 2);
}

TEST_CASE("a bare surname goes to the person who dominates it, if the company fits") {
  const auto found = resolve({{{person, "Nora Tillmann"}, {org, "Lakeside Bank"}},
                              {{person, "Tillmann"}, {org, "Lakeside Bank"}},
                              {{person, "Tillmann"}, {org, "Zeltron"}, {place, "Quillburg"}}});
  CHECK(found.at(1, 0) == found.at(0, 0));
  CHECK(found.at(2, 0) != found.at(0, 0));
  REQUIRE(found.entities.ambiguous().size() == 1);
  CHECK(found.entities.ambiguous()[0].kept_as == found.at(2, 0));
}

TEST_CASE("two equal candidates leave a surname open") {
  CHECK(all_apart(
      {{{person, "Tillmann"}}, {{person, "Nora Tillmann"}}, {{person, "Otto Tillmann"}}}));
}

TEST_CASE("countries have one entity under every name, their neighbours another") {
  CHECK(one(
      {{{place, "U.S."}}, {{place, "America"}}, {{place, "the United States"}}, {{place, "USA"}}}));
  CHECK(one({{{place, "North Korea"}}, {{place, "DPRK"}}, {{place, "N.Korea"}}}));
  CHECK(one({{{place, "Ivory Coast"}}, {{place, "Côte d’Ivoire"}}}));
  CHECK(all_apart({{{place, "North Korea"}, {place, "South Korea"}, {place, "Korea"}}}));
  CHECK(all_apart(
      {{{place, "Sudan"}, {place, "South Sudan"}, {place, "Niger"}, {place, "Nigeria"}}}));
  CHECK(all_apart({{{place, "Indian Ocean"}, {place, "India"}, {norp, "Indian"}}}));
}

TEST_CASE("capitals and nationalities are their countries only when asked") {
  const NamedCorpus corpus = {{{place, "Russia"}, {place, "Moscow"}, {norp, "Russians"}}};
  CHECK(all_apart(corpus));
  ResolveOptions options;
  options.map_demonyms = true;
  auto found = resolve(corpus, options);
  CHECK(found.at(0, 2) == found.at(0, 0));
  CHECK(found.at(0, 1) != found.at(0, 0));
  options.map_capitals = true;
  found = resolve(corpus, options);
  CHECK(found.at(0, 1) == found.at(0, 0));
}

TEST_CASE("small words in capitals are names of their own") {
  CHECK(all_apart({{{org, "US", Origin::given}}, {{org, "Us", Origin::given}}}));
  CHECK(all_apart({{{org, "WHO"}}, {{org, "Who"}}}));
}

TEST_CASE("names of organisations meet over order, letters and legal form") {
  CHECK(one({{{org, "Quillburg Ltd."}}, {{org, "Quillburg"}}}));
  CHECK(one({{{org, "Ministry of Health"}}, {{org, "Health Ministry"}}}));
  CHECK(one({{{org, "Zel-Tron Systems"}}, {{org, "ZelTron Systems"}}}));
  CHECK(
      one({{{org, "Quillburg Defence Organisation"}}, {{org, "Quillburg Defense Organization"}}}));
  CHECK(all_apart({{{org, "University of Quillburg"}}, {{org, "Quillburg University"}}}));
  CHECK(all_apart({{{org, "11th Hussars"}}, {{org, "12th Hussars"}}}));
}

TEST_CASE("a thesaurus joins, renames and deletes; the do-not-merge list keeps apart") {
  ResolveOptions options;
  options.thesaurus = {
      {"Blue Lantern", "Nora Tillmann"}, {"Spam Weekly", ""}, {"Quillburg", "Old Quill"}};
  options.do_not_merge = {{"Bill Ostrander", "William Ostrander"}};
  const auto found = resolve({{{person, "Nora Tillmann"},
                               {org, "Blue Lantern"},
                               {org, "Spam Weekly"},
                               {place, "Quillburg"},
                               {person, "Bill Ostrander"},
                               {person, "William Ostrander"}}},
                             options);
  CHECK(found.at(0, 1) == found.at(0, 0));
  CHECK(found.key(0, 2) == "-");
  CHECK(found.entities.label(found.at(0, 3)) == "Old Quill");
  CHECK(found.at(0, 4) != found.at(0, 5));
}

TEST_CASE("without aliases only equal names are one, and the thesaurus still holds") {
  ResolveOptions options;
  options.aliases = false;
  const NamedCorpus corpus = {{{place, "U.S."}, {place, "United States"}, {place, "U.S."}}};
  auto found = resolve(corpus, options);
  CHECK(found.at(0, 0) != found.at(0, 1));
  CHECK(found.at(0, 0) == found.at(0, 2));
  options.thesaurus = {{"U.S.", "United States"}};
  found = resolve(corpus, options);
  CHECK(found.at(0, 0) == found.at(0, 1));
}

TEST_CASE("every alias says why it is one") {
  const auto found =
      resolve({{{person, "Nora Tillmann"}, {person, "Tillmann"}, {person, "Nora Tillmann"}}});
  const Entity entity = found.entities.at(found.at(0, 0));
  REQUIRE(entity.aliases.size() == 2);
  CHECK(entity.label == "Nora Tillmann");
  CHECK(entity.uses == 3);
  CHECK(entity.aliases[0].text == "Nora Tillmann");
  CHECK(entity.aliases[1].reason == "surname in the document");
}

TEST_CASE("keys are plain, unique and say the label") {
  const auto found = resolve({{{place, "Москва"},
                               {org, "A/B: C&D"},
                               {person, "Jordan", Origin::given},
                               {place, "Jordan", Origin::given},
                               {org, "!!!"}}});
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < found.entities.size(); ++i) {
    keys.push_back(found.entities.key(EntityId(i)));
    CHECK(keys.back().find_first_not_of(
              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-") ==
          std::string::npos);
    CHECK(!keys.back().empty());
  }
  std::sort(keys.begin(), keys.end());
  CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
}

namespace {

/// A corpus of invented people, bodies and places with short forms, twins and open names.
NamedCorpus invented_corpus(unsigned documents) {
  const std::vector<std::string> given = {"Nora",   "Otto",   "William", "Bill",
                                          "Sergei", "Sergey", "Maria"};
  const std::vector<std::string> surnames = {"Tillmann", "Ostrander", "Karpovsky", "Quezada",
                                             "Harrow"};
  const std::vector<std::string> bodies = {"Lakeside Bank",
                                           "Dunmore Cycling Association",
                                           "DCA",
                                           "Health Ministry",
                                           "Ministry of Health",
                                           "Boston Herons",
                                           "Herons",
                                           "Zeltron Inc.",
                                           "Zeltron"};
  const std::vector<std::string> places = {"U.S.",   "America", "Quillburg", "Port of Quillburg",
                                           "Moscow", "Jordan"};
  std::mt19937 random(7);
  const auto pick = [&](const auto& list) { return list[random() % list.size()]; };
  NamedCorpus corpus(documents);
  for (NamedDocument& document : corpus) {
    for (int i = 0; i < 7; ++i) {
      switch (random() % 6) {
        case 0:
          document.push_back({person, pick(given) + " " + pick(surnames)});
          break;
        case 1:
          document.push_back({person, pick(surnames)});
          break;
        case 2:
          document.push_back({org, pick(bodies)});
          break;
        case 3:
          document.push_back({place, pick(places)});
          break;
        case 4:
          document.push_back({person, pick(places)});
          break;
        default:
          document.push_back({tag, pick(surnames), Origin::tag});
          break;
      }
    }
  }
  return corpus;
}

/// Which uses of `corpus` are one, as keys; `order` says where each document went.
std::vector<std::string> keys_in_order(const Resolved& found, const NamedCorpus& corpus,
                                       const std::vector<std::size_t>& order) {
  std::vector<std::string> keys;
  for (std::size_t d = 0; d < corpus.size(); ++d) {
    for (std::size_t i = 0; i < corpus[d].size(); ++i) keys.push_back(found.key(order[d], i));
  }
  return keys;
}

}  // namespace

TEST_CASE("the order of documents changes nothing") {
  const NamedCorpus corpus = invented_corpus(120);
  std::vector<std::size_t> order(corpus.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto expected = keys_in_order(resolve(corpus), corpus, order);
  std::mt19937 random(11);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    NamedCorpus shuffled(corpus.size());
    for (std::size_t d = 0; d < corpus.size(); ++d) shuffled[order[d]] = corpus[d];
    CHECK(keys_in_order(resolve(shuffled), corpus, order) == expected);
  }
}

TEST_CASE("reading the corpus twice changes no partition") {
  const NamedCorpus corpus = invented_corpus(90);
  NamedCorpus twice = corpus;
  twice.insert(twice.end(), corpus.begin(), corpus.end());
  const auto once = resolve(corpus), doubled = resolve(twice);
  for (std::size_t d = 0; d < corpus.size(); ++d) {
    for (std::size_t i = 0; i < corpus[d].size(); ++i) {
      CHECK(once.key(d, i) == doubled.key(d, i));
      CHECK(doubled.key(d, i) == doubled.key(d + corpus.size(), i));
    }
  }
}

TEST_CASE("unrelated documents change no partition") {
  const NamedCorpus corpus = invented_corpus(90);
  NamedCorpus more = corpus;
  for (int i = 0; i < 60; ++i) {
    const std::string n =
        std::string(1, static_cast<char>('a' + i % 26)) + "xel" + std::to_string(i);
    more.insert(more.begin(), {{person, "Zed Y" + n}, {org, "W" + n + " Works"}, {place, "V" + n}});
  }
  const auto alone = resolve(corpus), among = resolve(more);
  for (std::size_t d = 0; d < corpus.size(); ++d) {
    for (std::size_t i = 0; i < corpus[d].size(); ++i) {
      CHECK(alone.key(d, i) == among.key(d + 60, i));
    }
  }
}

TEST_CASE("linking from many threads gives what one thread gives") {
  const NamedCorpus corpus = invented_corpus(64);
  const EntityResolver resolver{ResolveOptions{}};
  std::vector<LinkedNames> linked(corpus.size());
  for_each_index(4, corpus.size(),
                 [&](std::size_t d) { linked[d] = resolver.link(uses_of(corpus[d])); });
  for (std::size_t d = 0; d < corpus.size(); ++d) {
    const LinkedNames again = resolver.link(uses_of(corpus[d]));
    REQUIRE(again.names.size() == linked[d].names.size());
    CHECK(again.of_mention == linked[d].of_mention);
    for (std::size_t i = 0; i < again.names.size(); ++i) {
      CHECK(again.names[i].form == linked[d].names[i].form);
      CHECK(again.names[i].full == linked[d].names[i].full);
    }
  }
}

TEST_CASE("a document that is one long list of names stays quick") {
  NamedDocument document;
  for (int i = 0; i < 40000; ++i) {
    document.push_back({person, "Ann" + std::to_string(i % 200) + " Ostrander"});
    document.push_back({person, "Tillmann" + std::to_string(i)});
    document.push_back({org, "Bank of Place" + std::to_string(i)});
    document.push_back({tag, "tag " + std::to_string(i), Origin::tag});
  }
  document.push_back({org, std::string(1 << 20, 'x')});
  document.push_back({person, std::string(1 << 20, '\'')});
  const auto found = resolve({document});
  CHECK(found.entities.size() > 100000);
}

TEST_CASE("ready-made tags are kept as they are and counted") {
  EntityResolver resolver{ResolveOptions{}};
  const NameId first = resolver.add_plain("Gardening", tag);
  CHECK(resolver.add_plain("Gardening", tag) == first);
  const NameId other = resolver.add_plain("gardening", tag);
  const NameId country = resolver.add_plain("DPRK", tag);
  const auto entities = std::move(resolver.resolve()).value();
  CHECK(entities.of(first) == entities.of(other));
  CHECK(entities.uses(entities.of(first)) == 3);
  CHECK(entities.key(entities.of(country)) == "north_korea");
}
