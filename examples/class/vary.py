"""Changes the numbers of a file of actions by a seed, within what the file allows itself."""
import random
import re
import sys


def main(seed, text):
    dice = random.Random(seed)
    bounds = {}
    for line in text.splitlines():
        words = line.split()
        if words[:1] == ["outcome"]:
            bounds[words[1]] = (float(words[3]), float(words[5]))
        market = next((word for word in words[1:] if word in bounds), None)
        if words[:1] in (["trade"], ["settle"], ["correct"]) and market:
            low, high = bounds[market]
            price = f"{dice.uniform(low, high):.2f}"
            line = re.sub(r"(at|to) -?[\d.]+", rf"\1 {price}", line, count=1)
        if words[:1] == ["trade"] and market:
            line = re.sub(r"(buys|sells) \d+", rf"\1 {dice.randint(1, 20)}", line)
        if words[:1] == ["transfer"]:
            line = re.sub(r"[\d.]+", f"{dice.uniform(1, 500):.2f}", line, count=1)
        print(line)


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as file:
        main(int(sys.argv[1]), file.read())
