#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/head.hpp"
#include "page/live.hpp"
#include "page/names.hpp"
#include "page/structure.hpp"

namespace comention {

/// Reads articles out of one page; holds what the rules share.
class StructureReader {
 public:
  StructureReader(PageLines& page, const PageHints& hints, const CleanOptions& options)
      : page_(page), lines_(page.lines()), hints_(hints), options_(options) {}

  Page read();

 private:
  void read_single();
  void mark_refrains(const std::vector<Post>& posts);
  void read_post(const Post& post);
  void read_live(const LivePage& live);
  void read_live_intro(const LivePage& live, std::string& date, PageDay& day);
  void read_entry(const LiveEntry& entry, std::string date, std::string time);
  void take_author(const LiveEntry& entry, Article& article);
  void take_head(const Head& head, Article& article);
  void take_author_notes(std::vector<std::size_t>& body, Article& article);
  std::vector<std::size_t> with_headlines(const std::vector<std::size_t>& body) const;
  void take_foreign(std::vector<std::size_t>& body);
  void fill_body(const std::vector<std::size_t>& body, Article& article);
  void finish_tags(Article& article);
  bool is_english(const std::vector<std::size_t>& body) const;
  void hand_out_rest();

  PageLines& page_;
  std::vector<Line>& lines_;
  const PageHints& hints_;
  const CleanOptions& options_;
  Page out_;
  Byline sign_offs_;
  std::vector<std::uint32_t> owner_;  ///< article of each line
};

/// Text as it leaves the page: composed.
std::string output_text(std::string_view text);

/// Adds names that are not there yet.
void append_once(std::vector<std::string>& to, const std::vector<std::string>& from);

/// Adds tags as printed; their kinds are named when all are known.
void add_tags(const std::vector<std::string>& tags, Article& article);

}  // namespace comention
