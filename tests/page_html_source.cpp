#include <catch2/catch.hpp>
#include <ctime>
#include <string>

#include "page/html_attributes.hpp"
#include "page/html_blocks.hpp"
#include "page/html_json.hpp"
#include "page/html_references.hpp"
#include "page/html_source.hpp"

using namespace comention;

namespace {

std::vector<std::string> texts(const std::string& html, HiddenText hidden = HiddenText::leave_out) {
  const HtmlSource source = prepare_html(html);
  std::vector<std::string> out;
  for (const HtmlBlock& block : read_html_text(source, hidden).blocks) out.push_back(block.text);
  return out;
}

using Texts = std::vector<std::string>;

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// Processor time, so that a busy machine does not fail a test.
double seconds_for(const std::string& html) {
  const std::clock_t begin = std::clock();
  texts(html);
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("block elements and br divide text, inline elements join it") {
  CHECK(texts("<p>The <b>mill</b> <i>clo</i>sed.</p><div>One<br>two<p>three</div>") ==
        Texts{"The mill closed.", "One", "two", "three"});
  CHECK(texts("<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>") == Texts{"a", "b", "c", "d"});
  CHECK(texts("<a>Home</a><a>News</a>") == Texts{"Home News"});
}

TEST_CASE("what is never shown is left out") {
  CHECK(texts("<script>if (a<b) '<p>x</p>'</script><style>p{}</style><!-- <p>no</p> --><p>yes"
              "<svg><text>no</text></svg><noscript>no</noscript><template><p>no</p></template>") ==
        Texts{"yes"});
  CHECK(texts("<p style='Display : NONE'>a<p hidden>b<p aria-hidden=\"true\">c<p>d") == Texts{"d"});
  CHECK(texts("<p hidden>b<p>d", HiddenText::keep) == Texts{"b", "d"});
  CHECK(texts("<body style='visibility:hidden'><p>kept</body>") == Texts{"kept"});
}

TEST_CASE("character references are decoded, code characters cannot be smuggled in") {
  CHECK(texts("<p>R&amp;D &lt;b&gt; caf&eacute; &#8217;s &notanentity;</p>") ==
        Texts{"R&D <b> café ’s ¬anentity;"});
  CHECK(texts("<p>x</p><p>&#983040;&#xF0000;</p>") == Texts{"x", "\xEF\xBF\xBD\xEF\xBF\xBD"});
  CHECK(texts("<p>1 < 2 and <3</p>") == Texts{"1 < 2 and <3"});
  CHECK(decode_references("a &amp;#8217; b &amp; c<d") == "a ’ b & c<d");
}

TEST_CASE("attributes are read as browsers read them") {
  const std::string_view written = " class=\"a > b\" DATA-X='1' hidden id=plain/";
  CHECK(attribute(written, "class") == "a > b");
  CHECK(attribute(written, "data-x") == "1");
  CHECK(has_attribute(written, "hidden"));
  CHECK_FALSE(has_attribute(written, "missing"));
  CHECK(texts("<p title=\"a > b\">x</p>") == Texts{"x"});
}

TEST_CASE("class words tell what an element is") {
  CHECK((word_groups("article-body__text") & group_bit(WordGroup::article)) != 0);
  CHECK((word_groups("relatedStories") & group_bit(WordGroup::related)) != 0);
  CHECK((word_groups("ad banner") & group_bit(WordGroup::ad)) != 0);
  CHECK((word_groups("shadow-lead") & group_bit(WordGroup::ad)) == 0);
  CHECK((word_groups("socialShare") & group_bit(WordGroup::share)) != 0);
}

TEST_CASE("misnested links and formatting end where a browser ends them") {
  const HtmlSource source =
      prepare_html("<div><a href=x>link</div><div>text</a></div><p>plain</p>");
  const HtmlText page = read_html_text(source, HiddenText::leave_out);
  REQUIRE(page.blocks.size() == 3);
  CHECK(page.blocks[0].link_bytes == 4);
  CHECK(page.blocks[2].link_bytes == 0);
}

TEST_CASE("structured data is read without recursion, faults end it early") {
  const auto articles = read_json_ld(
      "\n<!-- x --> {\"@graph\": [{\"@type\": [\"NewsArticle\"], \"headline\": \"Pier\n reopens\","
      "\"author\": [{\"@type\": \"Person\", \"name\": \"Ida Holm\"}, {\"@id\": \"#p\"}],"
      "\"keywords\": [\"pier\", \"harbour\"],},{\"@id\": \"#p\", \"name\": \"Per Dahl\"}]}");
  REQUIRE(articles.size() == 1);
  CHECK(articles[0].headline == "Pier  reopens");
  CHECK(articles[0].authors == Texts{"Ida Holm", "Per Dahl"});
  CHECK(articles[0].keywords == Texts{"pier", "harbour"});
  CHECK(read_json_ld(repeat("[", 1000000)).empty());
  CHECK(read_json_ld(repeat("{\"a\":", 1000000)).empty());
  CHECK(read_json_ld("{\"@type\": \"Article\", \"headline\": \"x\", broken").size() == 1);
  CHECK(read_json_ld("").empty());
}

TEST_CASE("hostile nesting takes linear time and no stack") {
  const std::size_t times = 1000000;
  for (const std::string tags : {"<div>",
                                 "<b>",
                                 "<p><b>",
                                 "<span><div></span>",
                                 "<a><div></a>",
                                 "<table><tr><td>",
                                 "<p>",
                                 "</div>",
                                 "<x-y>",
                                 "<font color=red>x<p>",
                                 "<object><a>",
                                 "<svg>",
                                 "<!--",
                                 "<div x='",
                                 "<ul><li>",
                                 "<h1>",
                                 "<button><p>",
                                 "<form><div>",
                                 "&",
                                 "<",
                                 "<a href=",
                                 "<select><option>",
                                 "<span>",
                                 "<i><a>",
                                 "<a>x</a>",
                                 "<span hidden><div>",
                                 "<br>",
                                 "<li>x</li>",
                                 "<p>&amp;",
                                 "<div x>",
                                 "<table>",
                                 "<td>",
                                 "</p>",
                                 "</form>"}) {
    INFO(tags);
    CHECK(seconds_for(repeat(tags, times * 5 / (tags.size() + 1))) < 5);
  }
}

TEST_CASE("text in a flattened page is kept") {
  const std::string html = repeat("<div>", 100000) + "deep" + repeat("</div>", 100000) + "after";
  const HtmlSource source = prepare_html(html);
  CHECK(source.flattened);
  const HtmlText page = read_html_text(source, HiddenText::leave_out);
  REQUIRE(page.blocks.size() == 2);
  CHECK(page.blocks[0].text == "deep");
  CHECK(page.blocks[1].text == "after");
}

TEST_CASE("ten megabytes in one place take linear time") {
  const std::size_t size = 10'000'000;
  for (const std::string& html :
       {"<div class='" + std::string(size, 'a') + "'>x</div>",
        "<div " + repeat("a=b ", size / 4) + ">x</div>", "<p>x<!--" + std::string(size, '-'),
        "<p>x" + std::string(size, '\0'), "<p>" + std::string(size, ' ') + "x",
        "<script>" + repeat("</scrip>", size / 8), "<p>" + repeat("&#", size / 2),
        "<title>" + std::string(size, 'x') + "</title><p>x",
        "<p style='" + repeat("display:", size / 8) + "'>x"}) {
    INFO(html.substr(0, 20));
    CHECK(seconds_for(html) < 5);
  }
}

TEST_CASE("phrases reach no further than the block around them, links until they end") {
  const auto read = [](const std::string& html) {
    static std::vector<HtmlSource> sources;
    sources.push_back(prepare_html(html));
    return read_html_text(sources.back(), HiddenText::leave_out);
  };
  const HtmlText strong = read("<p><b>one<p>two</b>");
  REQUIRE(strong.blocks.size() == 2);
  CHECK(strong.blocks[0].strong_bytes == 3);
  CHECK(strong.blocks[1].strong_bytes == 0);
  const HtmlText around = read("<a href=x><div>one</div><div>two</div></a><div>three</div>");
  REQUIRE(around.blocks.size() == 3);
  CHECK(around.blocks[1].link_bytes == 3);
  CHECK(around.blocks[2].link_bytes == 0);
  const HtmlText next = read("<p><a>one<p><a>two</a> three");
  REQUIRE(next.blocks.size() == 2);
  CHECK(next.blocks[1].link_bytes == 3);
  CHECK(texts("<p>one <span hidden>two <b>three</b></span> four<div>five</div>") ==
        Texts{"one four", "five"});
}

TEST_CASE("text at the end of a form stays in it, end tags that are not needed change nothing") {
  const HtmlSource source = prepare_html("<section><form><label>name</label></form></section>");
  const HtmlText page = read_html_text(source, HiddenText::leave_out);
  REQUIRE(page.blocks.size() == 1);
  CHECK(page.elements[page.blocks[0].element].tag == GUMBO_TAG_FORM);
  CHECK(texts("<ul><li>a</li> b<li>c</li></ul>d<p>e</p>f<p>g</p><dl><dt>h</dt><dd>i</dd></dl>") ==
        Texts{"a", "b", "c", "d", "e", "f", "g", "h", "i"});
  CHECK(texts("<div>a</li> <b>b</b></div>") == Texts{"a b"});
}
