#!/usr/bin/env python3
"""bench/make_text.py ARTICLES [PERSONS] > articles.jsonl: invented news articles for timing, the same on every run.

Each has a date and eight paragraphs of sentences that name a few of PERSONS (3,000) invented persons and of some
real places and bodies, so that taggers and resolvers have their usual work.
"""
import json
import random
import sys

FIRST = "Anna Peter Maria John Elena David Sara Michael Laura Thomas Nina Robert Julia Carlos Emma".split()
SYLLABLES = "bra dor fel gan hol jan kor lin mar nov pet ris sel tor ul ven wes zan".split()
PLACES = ["Norway", "Latvia", "Riga", "Oslo", "Sweden", "Germany", "Berlin", "Kenya", "Nairobi", "Brazil",
          "Japan", "Tokyo", "Canada", "Ottawa", "Spain", "Madrid", "United States", "U.N.", "France"]
BODIES = ["European Commission", "United Nations", "World Bank", "Ministry of Energy", "Norda Lines", "Red Cross"]
ROLES = ["Prime Minister", "Energy Minister", "President", "spokeswoman", "Senator", "Judge"]
VERBS = ["said", "told reporters", "announced", "denied", "warned", "hoped"]
PLAIN = ("that the talks about the price of the cable would go on until the end of the week",
         "after a long night in which nobody had slept and the lights had failed twice",
         "because the harbour had been closed by a storm that came from the west",
         "while engineers measured the depth of the water once more",
         "although the money for the works had not been found in any budget")


def main():
    chance = random.Random(7)
    persons = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    syllables = 2 if persons <= 3000 else 4
    surname = ["".join(chance.choices(SYLLABLES, k=syllables)).capitalize() for _ in range(persons)]
    person = [f"{chance.choice(FIRST)} {name}" for name in surname]
    for number in range(int(sys.argv[1])):
        cast = [int(chance.paretovariate(0.9)) % persons for _ in range(4)]
        where = chance.sample(PLACES, 3)
        paragraphs = []
        for _ in range(8):
            sentences = []
            for _ in range(3):
                who = chance.choice(cast)
                name = chance.choice((person[who], f"{chance.choice(ROLES)} {person[who]}", surname[who]))
                sentences.append(f"{name} {chance.choice(VERBS)} on Monday in {chance.choice(where)} "
                                 f"{chance.choice(PLAIN)}, the {chance.choice(BODIES)} reported.")
            paragraphs.append(" ".join(sentences))
        date = f"20{10 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}"
        print(json.dumps({"id": f"a{number}", "date": date, "text": "\n\n".join(paragraphs)}))


if __name__ == "__main__":
    main()
