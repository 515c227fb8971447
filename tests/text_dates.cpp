#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "text/dates.hpp"

using namespace comention;

namespace {

struct Case {
  const char* text;
  const char* date;
  const char* time;
};

}  // namespace

TEST_CASE("printed dates become ISO dates") {
  const std::vector<Case> cases = {
      {"March 30th, 2014", "2014-03-30", ""},
      {"30 Mar 2014", "2014-03-30", ""},
      {"Sunday, 30 March, 2014", "2014-03-30", ""},
      {"Sept. 1, 1999", "1999-09-01", ""},
      {"the 2nd of May 2001", "2001-05-02", ""},
      {"2014-03-30T20:42-04:00", "2014-03-30", "20:42-04:00"},
      {"2014-03-30T20:42:10Z", "2014-03-30", "20:42:10+00:00"},
      {"Published November 20th, 2019 - 07:50 GMT", "2019-11-20", "07:50+00:00"},
      {"November 8, 2023 | 6:03 pm", "2023-11-08", "18:03"},
      {"March 30, 2014 at 8:42 p.m. ET", "2014-03-30", "20:42-04:00"},
      {"December 30, 2014 8:42 PM ET", "2014-12-30", "20:42-05:00"},
      {"12:05 a.m. EST, January 3, 2011", "2011-01-03", "00:05-05:00"},
      {"3/30/2014", "2014-03-30", ""},
      {"30.03.2014", "2014-03-30", ""},
      {"04.03.2014, 20:42", "2014-03-04", "20:42"},  // the day comes first between stops
      {"30.03.14", "2014-03-30", ""},
      {"30. M\xC3\xA4rz 201430. M\xC3\xA4rz 2014", "2014-03-30", ""},  // printed twice, glued
      {"30/03/201430/03/2014", "2014-03-30", ""},
      {"5/5/2014", "2014-05-05", ""},
      {"30 de marzo de 2014", "2014-03-30", ""},
      {"30. M\xC3\xA4rz 2014", "2014-03-30", ""},
      {"2024\xE5\xB9\xB4"
       "04\xE6\x9C\x88"
       "24\xE6\x97\xA5"
       "23:52",
       "2024-04-24", "23:52"},
  };
  for (const auto& c : cases) {
    INFO(c.text);
    const auto found = find_date(c.text);
    REQUIRE(found);
    CHECK(found->date == c.date);
    CHECK(found->time == c.time);
  }
}

TEST_CASE("what does not say a whole day is never guessed") {
  for (const char* text :
       {"", "Sunday", "Feb. 11", "March 2014", "03/04/2014", "3-4-2014", "February 30, 2014",
        "31/11/2014", "2014", "page 2014 of 3", "call 555-2014", "in 2014, March 30 people came",
        "13/13/2013", "04.03.14", "7.30.14", "2014-13-01", "2014-02-300"}) {
    INFO(text);
    CHECK_FALSE(find_date(text));
  }
}

TEST_CASE("where the day is known to come first, numbers are dates") {
  CHECK(find_date("03/04/2014", 0, DayOrder::day_first)->date == "2014-04-03");
  CHECK(find_date("3-4-14 20H06", 0, DayOrder::day_first).has_value() == false);
  CHECK(find_date("04/25/2014", 0, DayOrder::day_first)->date == "2014-04-25");
}

TEST_CASE("a date is found behind numbers that are none") {
  const auto found = find_date("In 1999 and 2001 nothing; on 4 July 2003 everything.");
  REQUIRE(found);
  CHECK(found->date == "2003-07-04");
}

TEST_CASE("a clock time needs its minutes or its half of the day") {
  CHECK(find_time("08:42 PM ET", 0, "2014-03-30")->time == "20:42-04:00");
  CHECK(find_time("08:42 PM ET", 0, "")->time == "20:42");
  CHECK(find_time("at 8 pm", 0, "")->time == "20:00");
  CHECK(find_time("8.42 p.m.", 0, "")->time == "20:42");
  CHECK_FALSE(find_time("scored 3 goals", 0, ""));
  CHECK_FALSE(find_time("25:10", 0, ""));
  CHECK_FALSE(find_time("won by 8.42 points", 0, ""));
}

TEST_CASE("relative dates are known for what they are") {
  for (const char* text :
       {"2 hours ago", "a day ago", "Yesterday", "5h ago", "Updated 3 weeks ago"})
    CHECK(is_relative_date(text));
  for (const char* text :
       {"long ago", "a war two years ago", "2 hours", "he left 3 days ago and more"})
    CHECK_FALSE(is_relative_date(text));
}
