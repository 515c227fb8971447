#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "entity/clusters.hpp"
#include "entity/corpus_names.hpp"
#include "entity/document_names.hpp"
#include "entity/entity_rows.hpp"
#include "entity/table_names.hpp"

namespace comention {

struct EntityResolver::State {
  ResolveOptions options;
  NameTable names;
};

EntityResolver::EntityResolver(ResolveOptions options)
    : state_(std::make_unique<State>(State{std::move(options), {}})) {}
EntityResolver::~EntityResolver() = default;
EntityResolver::EntityResolver(EntityResolver&&) noexcept = default;
EntityResolver& EntityResolver::operator=(EntityResolver&&) noexcept = default;

LinkedNames EntityResolver::link(std::span<const NameUse> uses) const {
  DocumentNames names(uses);
  if (state_->options.aliases) {
    link_persons(names);
    link_bodies(names);
    agree_on_types(names);
    link_tags(names);
  }
  LinkedNames linked;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    DocumentName& name = names[i];
    linked.names.push_back({std::move(name.surface), name.type, names.root(i),
                            to_string(name.reason), static_cast<std::uint32_t>(name.at.size()),
                            std::move(name.title), name.origin});
  }
  linked.of_mention = names.of_use();
  return linked;
}

namespace {

Sex sex_of_title(std::string_view title) {
  if (title.empty()) return Sex::unknown;
  std::string folded;
  append_folded(title, folded);
  const std::uint32_t flags = Vocabulary::get().flags(folded);
  if ((flags & WordIs::female_title) != 0) return Sex::female;
  return (flags & WordIs::male_title) != 0 ? Sex::male : Sex::unknown;
}

/// A bare surname is another person in other company. The company of a document is told by one
/// neighbour, the one with the least hash: documents about one thing mostly agree on it, and the
/// number of companies of a name is bounded.
class Company {
 public:
  void add(std::uint64_t neighbour) {
    if (neighbour < least_) second_ = std::exchange(least_, neighbour);
    if (neighbour > least_) second_ = std::min(second_, neighbour);
  }
  /// 0 for a name that stands alone.
  std::uint16_t of(std::string_view form) const {
    constexpr std::uint64_t most_companies = 1024;
    const std::uint64_t other = neighbour_hash(form) == least_ ? second_ : least_;
    return other == UINT64_MAX ? 0 : static_cast<std::uint16_t>(1 + other % most_companies);
  }

 private:
  std::uint64_t least_ = UINT64_MAX;
  std::uint64_t second_ = UINT64_MAX;
};

bool is_bare_person(const LinkedNames::Name& name) {
  return name.type == EntityType::person && name.form.find(' ') == std::string::npos;
}

}  // namespace

std::vector<NameId> EntityResolver::add(const LinkedNames& linked) {
  NameTable& table = state_->names;
  const auto count = linked.names.size();
  const bool aliases = state_->options.aliases;
  NameTable::Company document;
  Company company;
  for (std::size_t i = 0; i < count && aliases; ++i) {
    const LinkedNames::Name& name = linked.names[i];
    if (name.full != i || name.type == EntityType::tag) continue;
    const std::uint64_t hash = neighbour_hash(name.form);
    document.neighbours.add(hash);
    company.add(hash);
  }
  std::vector<std::uint32_t> numbers(count, NameTable::none);
  const auto add_name = [&](std::size_t i, std::uint32_t full, Reason reason) {
    const LinkedNames::Name& name = linked.names[i];
    NameTable::Key key{name.form, name.type, full, reason, sex_of_title(name.before)};
    if (aliases && full == NameTable::none && is_bare_person(name)) {
      key.company = company.of(name.form);
    }
    numbers[i] = table.add(key, name.uses);
    if (name.origin == Origin::given) table.mark_given(numbers[i]);
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (linked.names[i].full != i) continue;
    add_name(i, NameTable::none, Reason::same_name);
    if (aliases && linked.names[i].type <= EntityType::place) {
      table.add_neighbours(numbers[i], document);
    }
  }
  std::vector<NameId> ids;
  ids.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const LinkedNames::Name& name = linked.names[i];
    if (name.full != i) add_name(i, numbers[name.full], reason_from(name.reason));
    ids.push_back(NameId{numbers[i]});
  }
  return ids;
}

std::size_t EntityResolver::memory() const { return state_->names.memory(); }

std::size_t EntityResolver::names() const { return state_->names.size(); }

NameId EntityResolver::add_plain(std::string_view text, EntityType type) {
  return NameId{state_->names.add({text, type}, 1)};
}

namespace {

/// Turns the names of a corpus into entities.
class Resolution {
 public:
  Resolution(Entities::Rows& rows, const ResolveOptions& options)
      : rows_(rows), options_(options) {}

  /// Every name is an entity.
  void keep_apart(std::vector<EntityId>& of_name) {
    const auto count = static_cast<std::uint32_t>(rows_.names.size());
    std::vector<std::uint32_t> members(count);
    std::iota(members.begin(), members.end(), 0u);
    std::vector<EntityDraft> drafts;
    drafts.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      drafts.push_back({i, rows_.names.type(i), i, 1});
    }
    rows_.reason.assign(count, Reason::same_name);
    number_entities(std::move(drafts), std::move(members), rows_, of_name);
  }

  Result<void> merge(std::vector<EntityId>& of_name, std::vector<AmbiguousName>& ambiguous) {
    std::vector<EntityDraft> drafts;
    std::vector<std::uint32_t> members;
    std::vector<OpenForm> open;
    {
      const CorpusNames names(rows_.names, options_);
      Clusters clusters(names);
      apply_lists(names, clusters);
      if (options_.aliases) {
        auto found = run_rules(names, clusters);
        if (!found) return tl::unexpected(found.error());
        open = std::move(*found);
      }
      draft(names, clusters, drafts, members);
    }
    number_entities(std::move(drafts), std::move(members), rows_, of_name);
    list_open(open, of_name, ambiguous);
    return {};
  }

 private:
  /// An open form by its names, which outlive nodes and clusters.
  struct OpenForm {
    std::uint32_t name;
    std::vector<std::uint32_t> candidates;
    Reason reason;
  };

  Result<std::vector<OpenForm>> run_rules(const CorpusNames& names, Clusters& clusters) const {
    const SpillPlace place{options_.temporary_folder, options_.memory};
    std::vector<Proposal> open_pairs;
    {
      auto full = propose_full_names(names, place, open_pairs);
      if (!full) return tl::unexpected(full.error());
      clusters.merge(*full);
    }
    auto open = merge_short_forms(names, place, clusters);
    if (!open) return tl::unexpected(open.error());
    for (const Proposal& p : open_pairs) {
      if (open->empty() || open->back().node != p.from) open->push_back({p.from, {}, p.reason});
      open->back().candidates.push_back(p.to);
    }
    std::vector<OpenForm> forms;
    for (const OpenName& name : *open) {
      forms.push_back({names.best_name(name.node), {}, name.reason});
      for (const std::uint32_t candidate : name.candidates) {
        forms.back().candidates.push_back(names.best_name(clusters.root(candidate)));
      }
    }
    return forms;
  }

  /// The user's lists come first: what they say is done, whatever the rules think.
  void apply_lists(const CorpusNames& names, Clusters& clusters) {
    for (const auto& [one, other] : options_.do_not_merge) {
      for (const std::uint32_t a : names.find(one)) {
        for (const std::uint32_t b : names.find(other)) {
          if (a != b) clusters.forbid(a, b);
        }
      }
    }
    std::vector<Proposal> forced;
    for (const auto& [label, replacement] : options_.thesaurus) {
      const std::vector<std::uint32_t> from = names.find(label);
      if (replacement.empty()) {
        for (const std::uint32_t node : from) clusters.exclude(node);
        continue;
      }
      const std::vector<std::uint32_t> to = names.find(replacement);
      for (const std::uint32_t node : from) {
        relabelled_[node] = replacement;
        const std::uint32_t target = to.empty() ? from.front() : to.front();
        forced.push_back({node, target, Score::thesaurus, Reason::thesaurus});
      }
    }
    clusters.merge(forced);
  }

  void draft(const CorpusNames& names, const Clusters& clusters, std::vector<EntityDraft>& drafts,
             std::vector<std::uint32_t>& members) {
    const auto count = static_cast<std::uint32_t>(rows_.names.size());
    rows_.reason.resize(count);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> filed;  // cluster, name
    filed.reserve(count);
    for (std::uint32_t name = 0; name < count; ++name) {
      const std::uint32_t node = names.node_of(name);
      rows_.reason[name] = reason_of(names, clusters, name, node);
      if (!clusters.excluded(node)) filed.emplace_back(clusters.root(node), name);
    }
    std::sort(filed.begin(), filed.end());
    members.reserve(filed.size());
    drafts.reserve(filed.size());
    for (std::size_t at = 0; at < filed.size();) {
      const auto first = static_cast<std::uint32_t>(at);
      for (const std::uint32_t cluster = filed[at].first;
           at < filed.size() && filed[at].first == cluster; ++at) {
        members.push_back(filed[at].second);
      }
      const auto all = std::span(members).subspan(first);
      drafts.push_back({label_of(names, clusters, filed[first].first, all),
                        type_of(names, clusters, filed[first].first, all), first,
                        static_cast<std::uint32_t>(all.size())});
    }
  }

  Reason reason_of(const CorpusNames& names, const Clusters& clusters, std::uint32_t name,
                   std::uint32_t node) const {
    if (rows_.names.full(name) != NameTable::none) return rows_.names.reason(name);
    const std::uint32_t row = names.row(node);
    if (clusters.reason(node) != Reason::same_name) return clusters.reason(node);
    if (row == TableNames::none) return Reason::same_name;
    const TableNames& tables = TableNames::get();
    if (rows_.names.text(name) == tables.name_of(row)) return Reason::same_name;
    return tables.is_country(row) ? Reason::country_table : Reason::alias_table;
  }

  /// The table's name; otherwise the most used form of the names that say most.
  std::uint32_t label_of(const CorpusNames& names, const Clusters& clusters, std::uint32_t cluster,
                         std::span<const std::uint32_t> members) {
    const std::string* given = nullptr;
    std::uint32_t row = TableNames::none;
    clusters.for_members(cluster, [&](std::uint32_t node) {
      if (const auto found = relabelled_.find(node); found != relabelled_.end()) {
        if (given == nullptr || found->second < *given) given = &found->second;
      }
      if (names.row(node) != TableNames::none && (row == 0 || names.row(node) < row)) {
        row = names.row(node);
      }
    });
    if (given != nullptr) {
      rows_.texts.push_back(*given);
      return static_cast<std::uint32_t>(rows_.texts.size() - 1) | Entities::Rows::thesaurus_label;
    }
    if (row != TableNames::none) return row | Entities::Rows::table_label;
    NameForm form;
    const auto rank = [&](std::uint32_t name) {
      const Reason why = rows_.reason[name];
      const bool full = rows_.names.full(name) == NameTable::none;
      const bool plain = why < Reason::corpus_surname && why != Reason::thesaurus;
      const bool tag = rows_.names.type(name) == EntityType::tag;
      bool titled = false;
      if (members.size() > 1 && rows_.names.type(name) == EntityType::person) {
        names.parse_name(name, form);
        titled = form.titled() || !form.nickname().empty();
      }
      return std::tuple(full && plain && !tag, full, !titled, rows_.names.uses(name));
    };
    return *std::max_element(members.begin(), members.end(), [&](auto a, auto b) {
      const auto x = rank(a), y = rank(b);
      return x != y ? x < y : rows_.names.text(a) > rows_.names.text(b);
    });
  }

  EntityType type_of(const CorpusNames& names, const Clusters& clusters, std::uint32_t cluster,
                     std::span<const std::uint32_t> members) const {
    std::uint32_t row = TableNames::none;
    clusters.for_members(cluster, [&](std::uint32_t node) {
      if (names.row(node) != TableNames::none && (row == 0 || names.row(node) < row)) {
        row = names.row(node);
      }
    });
    if (row != TableNames::none) return TableNames::get().type_of(row);
    std::array<std::uint64_t, entity_type_names.size()> votes{};
    for (const std::uint32_t name : members) {
      votes[static_cast<std::size_t>(rows_.names.type(name))] += rows_.names.uses(name);
    }
    const auto tag = static_cast<std::size_t>(EntityType::tag);
    if (std::any_of(votes.begin(), votes.begin() + tag, [](auto v) { return v > 0; })) {
      votes[tag] = 0;
    }
    return static_cast<EntityType>(std::max_element(votes.begin(), votes.end()) - votes.begin());
  }

  void list_open(const std::vector<OpenForm>& open, const std::vector<EntityId>& of_name,
                 std::vector<AmbiguousName>& ambiguous) const {
    for (const OpenForm& form : open) {
      AmbiguousName listed{
          std::string(rows_.names.text(form.name)), of_name[form.name], {}, to_string(form.reason)};
      for (const std::uint32_t candidate : form.candidates) {
        const EntityId id = of_name[candidate];
        const auto& list = listed.candidates;
        if (id != listed.kept_as && std::find(list.begin(), list.end(), id) == list.end()) {
          listed.candidates.push_back(id);
        }
      }
      if (!listed.candidates.empty() && listed.kept_as != no_entity) {
        ambiguous.push_back(std::move(listed));
      }
    }
    std::sort(ambiguous.begin(), ambiguous.end(), [](const auto& a, const auto& b) {
      return std::tie(a.form, a.kept_as) < std::tie(b.form, b.kept_as);
    });
  }

  Entities::Rows& rows_;
  const ResolveOptions& options_;
  std::unordered_map<std::uint32_t, std::string> relabelled_;  ///< looked up, never walked
};

}  // namespace

Result<Entities> EntityResolver::resolve() {
  Entities entities;
  entities.rows_->names = std::move(state_->names);
  state_->names = {};
  entities.rows_->names.finish();
  Resolution resolution(*entities.rows_, state_->options);
  if (state_->options.aliases || !state_->options.thesaurus.empty()) {
    const auto merged = resolution.merge(entities.of_name_, entities.ambiguous_);
    if (!merged) return tl::unexpected(merged.error());
  } else {
    resolution.keep_apart(entities.of_name_);
  }
  return entities;
}

}  // namespace comention
