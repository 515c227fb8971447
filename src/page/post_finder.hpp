#pragma once

#include <cstddef>
#include <vector>

#include "page/post_anchors.hpp"
#include "page/structure.hpp"

namespace comention {

/// Where a page prints the date of its posts; one page has one order.
enum class Order : unsigned char { date_first, title_first, date_last };

/// What stands around the places that date posts.
class PostFinder {
 public:
  explicit PostFinder(const PageLines& page) : lines_(page.lines()), page_(page) {}

  std::vector<Post> find();

 private:
  std::size_t above(std::size_t n) const { return n == 0 ? 0 : anchors_[n - 1].end; }
  std::size_t below(std::size_t n) const {
    return n + 1 < anchors_.size() ? anchors_[n + 1].begin : lines_.size();
  }
  std::size_t title_behind(std::size_t n) const;
  bool leads_to_text(std::size_t n) const;
  std::size_t title_before(std::size_t n) const;
  std::size_t title_of_text_before(std::size_t n) const;
  bool is_followed_by_text(std::size_t title, std::size_t end) const;
  double text_between(std::size_t begin, std::size_t end) const;
  double rated_between(std::size_t begin, std::size_t end) const;
  void look_for_decks();
  Order order() const;
  bool closes_posts() const;
  std::vector<Post> dated_posts() const;
  std::vector<Post> teaser_posts() const;
  std::vector<Post> digest_items() const;
  void close(std::vector<Post>& posts) const;
  bool begins_next(std::size_t i, std::size_t begin) const;
  std::vector<Post> split_days(const std::vector<Post>& posts) const;
  bool are_strangers(const std::vector<Post>& posts) const;
  void leave_out_comments(std::vector<Post>& posts) const;
  bool is_convincing(const std::vector<Post>& posts) const;
  bool is_in_order(const std::vector<Post>& posts) const;
  bool is_regular(const std::vector<Post>& posts) const;
  bool has_dated_article(std::size_t end) const;
  bool are_items(const std::vector<Post>& posts) const;
  bool are_two_in_full(const std::vector<Post>& posts) const;
  bool are_full(const std::vector<Post>& posts) const;
  bool is_article_with_teasers(const std::vector<Post>& posts) const;

  const std::vector<Line>& lines_;
  const PageLines& page_;
  std::vector<PostAnchor> anchors_;
  bool decks_ = false;  ///< most headlines above dates have a second one below them
};

}  // namespace comention
