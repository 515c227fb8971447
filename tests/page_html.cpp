#include <rapidjson/reader.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "page/html.hpp"
#include "page/html_meta.hpp"
#include "page/names.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

using namespace comention;

namespace {

using Texts = std::vector<std::string>;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

Page clean(std::string html, CleanOptions options = {}) {
  RawPage raw;
  raw.source = raw.id = "page.html";
  raw.form = PageForm::html;
  raw.text = std::move(html);
  return clean_html_page(raw, options);
}

Page clean_fixture(const std::string& name, CleanOptions options = {}) {
  return clean(read_file(std::string(COMENTION_SOURCE_DIR "/tests/html/") + name), options);
}

std::string joined(const Article& article) {
  std::string out;
  for (const auto& paragraph : article.paragraphs) out += paragraph + "\n";
  return out;
}

bool says(const Article& article, std::string_view text) {
  return joined(article).find(text) != std::string::npos;
}

Texts tag_texts(const Article& article) {
  Texts out;
  for (const Tag& tag : article.tags) out.push_back(tag.text);
  return out;
}

/// The body with a paragraph repeated, for pages that say everything twice.
const std::string body =
    "<p>The night train from Corvin to Port Ellis was forty minutes late on Friday, because a herd "
    "of deer stood on the line.</p><p>Nobody was hurt, the railway said, and the deer went back "
    "into the woods of their own accord after a while.</p><p>Passengers were given tea, which most "
    "of them praised, and a form to ask for their money back.</p>";

}  // namespace

TEST_CASE("a news page gives its article and nothing around it") {
  const Page page = clean_fixture("news.html");
  REQUIRE(page.articles.size() == 1);
  const Article& article = page.articles[0];
  CHECK(article.title == "Harbour tunnel closes for the winter");
  CHECK(article.byline == Texts{"Greta Lindqvist"});
  CHECK(tag_texts(article) == Texts{"harbour tunnel", "ferry"});
  CHECK(article.paragraphs.size() == 5);
  CHECK(says(article, "The tunnel under the harbour of Westhaven"));
  CHECK(says(article, "fear for their trade"));
  for (const char* outside : {"Home", "Olaf Brandt", "inbox", "Bakery", "years ago", "rights"}) {
    INFO(outside);
    CHECK_FALSE(says(article, outside));
  }
}

TEST_CASE("the printed day wins over the same moment in another time zone") {
  CHECK(clean_fixture("news.html").articles[0].date == "2021-11-03");
}

TEST_CASE("every block of a page is in the article or set aside with a reason") {
  const Page page = clean_fixture("news.html", {.as_is = false, .explain = true});
  CHECK(page.verdicts.size() >= 25);
  for (const Verdict& verdict : page.verdicts) {
    INFO(verdict.text);
    CHECK_FALSE(verdict.reason.empty());
    CHECK(verdict.probability >= 0);
    CHECK(verdict.probability <= 1);
  }
  bool comment = false;
  for (const Verdict& verdict : page.articles[0].set_aside) {
    comment = comment || (verdict.kind == LineKind::comments &&
                          verdict.text.find("My shop") != std::string::npos);
  }
  CHECK(comment);
}

TEST_CASE("an archive page is cut into its posts") {
  const Page page = clean_fixture("archive.html");
  REQUIRE(page.articles.size() == 4);
  CHECK(page.articles[0].title == "The mill wheel turns again");
  CHECK(page.articles[0].date == "2019-05-02");
  CHECK(page.articles[0].paragraphs.size() == 2);
  CHECK(tag_texts(page.articles[0]) == Texts{"mill", "museum"});
  CHECK(tag_texts(page.articles[1]) == Texts{"bus"});
  CHECK(page.articles[3].date == "2019-03-30");
  CHECK(page.articles[3].title == "Frost takes the plum blossom");
  CHECK(says(page.articles[3], "Two nights of frost"));
  CHECK_FALSE(says(page.articles[3], "small notebook"));
}

TEST_CASE("a page without an article gives no text") {
  for (const auto& article : clean_fixture("missing.html").articles) {
    CHECK(article.paragraphs.empty());
  }
  for (const char* html :
       {"", "<html></html>", "plain", "<p>", "<title>x</title>", "&amp;", "\n"}) {
    const Page page = clean(html);
    REQUIRE(page.articles.size() == 1);
    CHECK(page.articles[0].paragraphs.empty());
  }
}

TEST_CASE("a body that is there twice counts once") {
  const std::string frame = "<html><body><h1>Deer stop the night train</h1><div class=text>" +
                            body + "</div><div style='display:none'>" + body +
                            "</div></body></html>";
  const Page hidden = clean(frame);
  CHECK(hidden.articles[0].paragraphs.size() == 3);
  const Page shown = clean("<html><body><h1>Deer stop the night train</h1><div class=text>" + body +
                           "</div><div class=print>" + body + "</div></body></html>");
  CHECK(shown.articles[0].paragraphs.size() == 3);
}

TEST_CASE("a body that only scripts would show is found when there is nothing else") {
  const Page page = clean("<html><body><h1>Deer stop the night train</h1><div hidden>" + body +
                          "</div></body></html>");
  CHECK(page.articles[0].paragraphs.size() == 3);
}

TEST_CASE("names of the site are taken off a title") {
  const auto title = [](const std::string& written, const std::string& blocks = "",
                        const std::string& site = "") {
    const HtmlSource source = prepare_html(blocks);
    return title_without_site(read_html_text(source, HiddenText::leave_out), written, site);
  };
  CHECK(title("Deer stop the night train | Port News", "<h1>Deer stop the night train</h1>") ==
        "Deer stop the night train");
  CHECK(title("Port News - Deer stop the night train", "", "Port News") ==
        "Deer stop the night train");
  CHECK(title("Corvin - Port Ellis: the night train", "<h1>Corvin - Port Ellis: the night train") ==
        "Corvin - Port Ellis: the night train");
  CHECK(title("Deer stop the night train") == "Deer stop the night train");
}

TEST_CASE("machine dates are read in their usual forms, anything else is no date") {
  CHECK(read_machine_date("2019-11-20T10:00:05+01:00").date == "2019-11-20");
  CHECK(read_machine_date("2019-11-20T10:00:05.123Z").time == "10:00:05+00:00");
  CHECK(read_machine_date("2019-11-20T10:00-0500").time == "10:00-05:00");
  CHECK(read_machine_date("20191120").date == "2019-11-20");
  CHECK(read_machine_date("20191120103000").date == "2019-11-20");
  CHECK(read_machine_date("Nov 20, 2019").date == "2019-11-20");
  for (const char* bad : {"", "soon", "2019-13-40", "99999999", "2019", "T10:00"}) {
    CHECK(read_machine_date(bad).date.empty());
  }
}

TEST_CASE("nesting, cut pages and odd bytes do not disturb cleaning") {
  std::string deep;
  for (int i = 0; i < 300000; ++i) deep += "<div><span>";
  CHECK(clean(deep + body).articles.size() == 1);
  const std::string whole = read_file(COMENTION_SOURCE_DIR "/tests/html/news.html");
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    const Page page = clean(decode_text(whole.substr(0, size)).text);
    for (const Article& article : page.articles) {
      CHECK(find_invalid_utf8(article_text(article)) == std::string_view::npos);
      CHECK(article_text(article).find('\0') == std::string::npos);
    }
  }
}

TEST_CASE("no source includes rapidjson's recursive document") {
  for (const char* room : {"src", "export", "include"}) {
    const auto top = std::filesystem::path(COMENTION_SOURCE_DIR) / room;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(top)) {
      if (!entry.is_regular_file()) continue;
      INFO(entry.path());
      CHECK(read_file(entry.path()).find("rapidjson/document.h") == std::string::npos);
    }
  }
}

namespace {

/// Takes the strings of one flat JSON object.
struct FlatObject : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, FlatObject> {
  bool Key(const char* s, rapidjson::SizeType n, bool) { return key.assign(s, n), true; }
  bool String(const char* s, rapidjson::SizeType n, bool) {
    fields[key].assign(s, n);
    return true;
  }
  std::string key;
  std::map<std::string, std::string> fields;
};

std::string unpacked(const std::string& path) {
  std::string out;
  std::FILE* pipe = popen(("gzip -dc '" + path + "' 2>/dev/null").c_str(), "r");
  if (pipe == nullptr) return out;
  char buffer[1 << 16];
  for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  pclose(pipe);
  return out;
}

using Shingles = std::map<std::string, int>;

/// Runs of four words, case folded, with their numbers.
Shingles shingles(const std::string& text) {
  Texts words(1);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = to_lower(next_code_point(text, at));
    if (is_letter(c) || is_digit(c) || c == '_') {
      append_utf8(words.back(), c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  Shingles out;
  for (std::size_t i = 0; i + 4 <= words.size(); ++i) {
    ++out[words[i] + " " + words[i + 1] + " " + words[i + 2] + " " + words[i + 3]];
  }
  return out;
}

}  // namespace

TEST_CASE("bodies of real pages are found") {
  const std::string folder = COMENTION_SOURCE_DIR "/../shared/pages/";
  if (!std::filesystem::exists(folder + "truth.json")) {
    WARN("skipped: no real pages beside the sources");
    return;
  }
  FlatObject truth;
  rapidjson::Reader reader;
  const std::string json = read_file(folder + "truth.json");
  rapidjson::StringStream stream(json.c_str());
  REQUIRE_FALSE(reader.Parse(stream, truth).IsError());
  double hits = 0, wrong = 0, missed = 0;
  int lost = 0;
  for (const auto& [id, text] : truth.fields) {
    const Page page = clean(decode_text(unpacked(folder + "html/" + id + ".html.gz")).text);
    std::string found;
    for (const Article& article : page.articles) found += joined(article);
    const Shingles got = shingles(found), want = shingles(text);
    double both = 0, all_got = 0, all_want = 0;
    for (const auto& [shingle, count] : got) {
      all_got += count;
      if (const auto at = want.find(shingle); at != want.end()) both += std::min(count, at->second);
    }
    for (const auto& [shingle, count] : want) all_want += count;
    const double all = all_got + all_want - both;
    if (all == 0) continue;
    hits += both / all;
    wrong += (all_got - both) / all;
    missed += (all_want - both) / all;
    lost += both * 2 < all_want;
  }
  const double f1 = 2 * hits / (2 * hits + wrong + missed);
  CAPTURE(f1);
  CHECK(f1 >= 0.96);
  CHECK(lost <= 2);
}

TEST_CASE("every entry of a live blog is kept, teasers below are not") {
  std::string entries;
  for (const char* hour : {"Noon", "One", "Two", "Three"}) {
    entries += std::string("<article class='entry'><h3>") + hour +
               " o'clock</h3><p>At the stroke of " + hour +
               " the river stood a hand below the wall, and the firemen of Corvin, who had been up "
               "all night, said that it would hold.</p></article>";
  }
  std::string teasers;
  for (const char* place : {"Ellis", "Tarn", "Moss"}) {
    teasers += std::string("<article class='card'><h3><a href='/x'>A bridge for ") + place +
               "</a></h3><p>The council of " + place +
               " wants a bridge, and says that the money for it will be found in the spring.</p>"
               "</article>";
  }
  const std::string head =
      "<title>River rises in Corvin</title><meta property='og:type' content='article'><body><h1>"
      "River rises in Corvin</h1>";
  for (const std::string& page : {head + "<div>" + entries + "</div><div>" + teasers + "</div>",
                                  head + "<article class='story'>" + body + entries +
                                      "</article><div>" + teasers + "</div>"}) {
    const Page cleaned = clean(page);
    REQUIRE(cleaned.articles.size() == 1);
    for (const char* hour : {"Noon", "One", "Two", "Three"}) {
      INFO(hour);
      CHECK(says(cleaned.articles[0], std::string("stroke of ") + hour));
    }
    CHECK_FALSE(says(cleaned.articles[0], "wants a bridge"));
  }
}

TEST_CASE("sections of the menu are no tags, nor are buttons behind a tag list") {
  const std::string head =
      "<title>Deer stop the night train</title><meta name='keywords' content='Regions, deer, "
      "railways'><body><nav><a href='/'>Home</a> <a href='/regions'>Regions</a></nav><h1>Deer stop "
      "the night train</h1><article>";
  const Page declared = clean(head + body +
                              "<ul><li><a href='/t/1'>Regions</a></li><li><a href='/t/2'>deer</a>"
                              "</li><li><a href='/t/3'>railways</a></li></ul></article>");
  for (const std::string& tag : tag_texts(declared.articles.at(0))) CHECK(tag != "Regions");
  const Page listed =
      clean(head + body +
            "<h2>Tags</h2><div><a href='/t/2'>deer</a></div></article>"
            "<div class='comments'><div>Close</div><p>Say what you think</p></div>");
  CHECK(tag_texts(listed.articles.at(0)) == Texts{"deer"});
}

TEST_CASE("labels and share links in elements of the author's class are no authors") {
  const std::string head =
      "<title>Deer stop the night train</title><body><h1>Deer stop the night "
      "train</h1><article>";
  CHECK(clean(head + "<div class='author-box'><h4 class='author-title'>Biography</h4></div>" + body)
            .articles.at(0)
            .byline.empty());
  CHECK(clean(head +
              "<div class='author-meta'><div class='share-links'><a class='author-share'>"
              "facebook</a></div></div>" +
              body)
            .articles.at(0)
            .byline.empty());
}

namespace {

/// A page with a headline and the body, something before it and something behind it.
std::string story(const std::string& before, const std::string& behind,
                  const std::string& head = "") {
  return "<html><head><title>Deer stop the night train</title>" + head + "</head><body>" + before +
         "<article><h1>Deer stop the night train</h1>" + body + behind + "</article></body></html>";
}

}  // namespace

TEST_CASE("links that stand side by side behind a label are tags of their own") {
  const Page page = clean(story("",
                                "<div class='labels'><span>Tags</span> <a href='/p/deer'>deer"
                                "</a> <a href='/s/port-ellis'>Port Ellis</a></div>"));
  CHECK(tag_texts(page.articles.at(0)) == Texts{"deer", "Port Ellis"});
}

TEST_CASE("a list of topics is tags, but for sections that the menu links as well") {
  const Page page =
      clean(story("<nav><a href='/topics/region.html'>Region</a><a href='/x'>Sport</a></nav>",
                  "<div class='article-tags'><ul><li><a href='/topics/region.html'>Region</a></li>"
                  "<li><a href='/topics/deer.html'>Deer</a></li>"
                  "<li><a href='/topics/rail.html'>Railways</a></li></ul></div>"));
  CHECK(tag_texts(page.articles.at(0)) == Texts{"Deer", "Railways"});
}

TEST_CASE("a lone tag that is the section over the headline is no tag") {
  const std::string tags =
      "<div class='tags'><h2>Tags</h2><a href='/topics/rail'>Railways</a></div>";
  const auto tags_with = [&](const std::string& section) {
    return tag_texts(clean("<html><head><title>Deer stop the night train</title></head><body>"
                           "<article><div><a href='/topics/rail'>" +
                           section + "</a></div><h1>Deer stop the night train</h1>" + body + tags +
                           "</article></body></html>")
                         .articles.at(0));
  };
  CHECK(tags_with("Railways").empty());
  CHECK(tags_with("Region") == Texts{"Railways"});
}

TEST_CASE("tags, authors and dates of other stories and of the page's footer are not the story's") {
  const std::string other =
      "<article class='teaser'><h2><a href='/b'>Bakery opens at midnight</a></h2>"
      "<a rel='author' href='/a'>Ruth Ojala</a><time datetime='2020-02-02'>2 Feb</time>"
      "<a rel='tag' href='/t/bread'>bread</a><a rel='tag' href='/t/night'>night</a></article>";
  const std::string footer =
      "<footer><ul><li><a href='/topic/'>Topics</a></li><li><a href='/people/'>All people</a></li>"
      "<li><a href='/pictures/'>Pictures</a></li></ul></footer>";
  std::string html = story("", "");
  html.insert(html.find("</body>"), other + footer);
  const Page page = clean(html);
  REQUIRE(page.articles.size() == 1);
  CHECK(tag_texts(page.articles[0]).empty());
  CHECK(page.articles[0].byline.empty());
  CHECK(page.articles[0].date.empty());
}

TEST_CASE("a date that was never set is none") {
  for (const char* unset : {"0001-01-01T00:00:00Z", "1970-01-01T00:00:00+00:00", "0000-00-00"}) {
    CHECK(read_machine_date(unset).date.empty());
  }
  const Page page = clean(story("", "",
                                "<meta property='article:published_time' "
                                "content='0001-01-01T00:00:00'><meta name='date' "
                                "content='2021-05-06'>"));
  CHECK(page.articles.at(0).date == "2021-05-06");
}

TEST_CASE("authors of the head are names, without jobs, degrees and accounts") {
  const auto authors = [](const std::string& written) {
    return clean(story("", "", "<meta name='author' content='" + written + "'>"))
        .articles.at(0)
        .byline;
  };
  CHECK(authors("Ruth Ojala and Per Dahl") == Texts{"Ruth Ojala", "Per Dahl"});
  CHECK(authors("Ruth Ojala, Staff Writer") == Texts{"Ruth Ojala"});
  CHECK(authors("Analysis by Ruth Ojala, MD") == Texts{"Ruth Ojala"});
  CHECK(authors("admin").empty());
}

TEST_CASE("a paragraph about somebody with a staff is no author note") {
  CHECK(
      read_author_note("Mayor Ruth Ojala has been keen to reopen the line, but Per Dahl, chief of "
                       "the harbour staff and a former reporter, asked her to wait.")
          .names.empty());
  CHECK(read_author_note("Ruth Ojala reported from Port Ellis, and Per Dahl from Oslo.").names ==
        Texts{"Ruth Ojala"});
  CHECK(read_author_note("The fire was reported from the pier.").names.empty());
  CHECK(read_author_note("Ruth Ojala has been a reporter in Port Ellis since 1999.").names ==
        Texts{"Ruth Ojala"});
  CHECK(read_author_note("Ruth Ojala is a novelist, and a reporter for the Port News.").names ==
        Texts{"Ruth Ojala"});
}

TEST_CASE("a short paragraph between paragraphs stays") {
  const Page page = clean(
      "<html><head><title>Deer stop the night train</title></head><body><article><h1>Deer stop the "
      "night train</h1><p>The night train from Corvin to Port Ellis was forty minutes late on "
      "Friday, because a herd of deer stood on the line.</p><p>A long night.</p><p>Nobody was "
      "hurt, "
      "the railway said, and the deer went back into the woods of their own accord after a while."
      "</p><p>Passengers were given tea, which most of them praised, and a form to ask for their "
      "money back.</p></article></body></html>");
  CHECK(page.articles.at(0).paragraphs.size() == 4);
  CHECK(says(page.articles.at(0), "A long night."));
}
