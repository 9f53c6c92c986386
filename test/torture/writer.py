"""Writes to the table item until its input ends; then prints what it saw committed, as JSON."""

import json
import random
import sqlite3
import sys
import threading

stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()

connection = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)
chance = random.Random(int(sys.argv[2]))
committed = {}
retries = 0
print("begin", flush=True)
while not stop.is_set():
    if committed and chance.random() < 0.5:
        key = chance.choice(list(committed))
    else:
        key = len(committed) + 1
    value = f"value {chance.random()}"
    try:
        connection.execute("INSERT INTO item VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name", (key, value))
        committed[key] = value
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        retries += 1
    # Leaves room for the other side, as a program does that has more to do than to write.
    stop.wait(0.002)
print(json.dumps({"committed": committed, "retries": retries}), flush=True)
