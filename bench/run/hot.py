"""Summarises the samples of a flight recording: jfr print --events jdk.ExecutionSample FILE | hot.py [COUNT] [THREAD]

Prints the shares of the topmost frames, and of each of our classes anywhere on the stack (each sample counts once per class).
"""

import collections
import re
import sys


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    top, within = collections.Counter(), collections.Counter()
    samples, stack, thread, inside = 0, [], "", False
    for line in sys.stdin:
        line = line.strip()
        if line.startswith("sampledThread"):
            thread = line
        elif line.startswith("stackTrace"):
            inside, stack = True, []
        elif inside and line == "]":
            inside = False
            if wanted in thread and stack:
                samples += 1
                top[stack[0]] += 1
                within.update({frame for frame in stack if frame.startswith(("io.millrace", "org.apache.beam", "org.apache.parquet"))})
        elif inside and "line:" in line:
            stack.append(re.sub(r"\(.*", "", line))
    for title, counter in (("top frame", top), ("on the stack", within)):
        print(f"{title} (of {samples} samples)")
        for frame, hits in counter.most_common(count):
            print(f"  {100 * hits / samples:5.1f} %  {frame}")


if __name__ == "__main__":
    main()
