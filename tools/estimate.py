"""Compute the effect that an estimate's file holds again, with its own seed, and compare every figure with what was said.

    ./run estimate effet-fondaudege-2017-tout-2018-05-14.json

Ends with 0 when the figures are the same, 1 when they differ, 2 when the file is no estimate. docs/computing/replays.md says what is in the file.
"""
import json
import sys
from math import exp
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from chalandise.computing import replays


def percent(value):
    return f"{100 * (exp(value) - 1):+.2f} %"


def main(words):
    if len(words) != 1 or words[0] in ("-h", "--help"):
        print(__doc__)
        return 2
    try:
        found = json.loads(Path(words[0]).read_text(encoding="utf-8"))
        answer = replays.again(found)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, replays.Unreadable) as error:
        print(f"{words[0]}: {error}", file=sys.stderr)
        return 2
    panel = found["panel"]
    print(f"{panel['shops']} shops, {len(panel['takings'][0])} periods ({panel['period']}), {len(panel['starts'])} that acted; "
          f"{found['deals']} deals, seed {found['seed']}")
    if found["program"] != replays.program():
        print(f"Computed by {found['program']}, this is {replays.program()}: figures may differ.")
    for line in answer["lines"]:
        print(f"  {line['name']:14} {percent(line['value']):>10}   from {percent(line['low'])} to {percent(line['high'])}   {line['treated']} shops")
    print(f"  verdict: {answer['verdict']}; " + (", ".join(sorted({r["code"] for r in answer["reasons"]})) or "nothing to add"))
    differs = replays.differences(found["answer"], answer)
    print("The same figures." if not differs else f"{len(differs)} figures differ:\n  " + "\n  ".join(differs[:20]))
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
