"""A program that keeps a WAL database open and uses it until its input ends; then prints what it saw, as JSON.

    wal-peer.py PATH write SEED SYNCHRONOUS TIMEOUT   adds the same number to both tables in each transaction
    wal-peer.py PATH read SEED SYNCHRONOUS TIMEOUT    compares both tables in single statements
    wal-peer.py PATH long SEED SYNCHRONOUS TIMEOUT    compares them at the beginning and the end of long transactions
"""

import json
import random
import sqlite3
import sys
import threading

path, role, seed, synchronous, timeout = sys.argv[1:]
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()

connection = sqlite3.connect(path, timeout=float(timeout), isolation_level=None)
connection.execute(f"PRAGMA synchronous = {synchronous}")
connection.execute("PRAGMA wal_autocheckpoint = 10")
chance = random.Random(int(seed))
SUMS = "SELECT (SELECT total(v) FROM a), (SELECT total(v) FROM b), (SELECT count(*) FROM a), (SELECT count(*) FROM b)"
result = {"role": role, "done": 0, "busy": 0, "wrong": [], "errors": [], "committed": []}


def write():
    # The keys are this writer's own, so that a row of its can be told from any other.
    key = 10_000_000 * int(seed) + len(result["committed"]) + 1
    value = chance.randrange(1000)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO a (id, v) VALUES (?, ?)", (key, value))
    connection.execute("INSERT INTO b (id, v) VALUES (?, ?)", (key, value))
    connection.execute("COMMIT")
    result["committed"].append(key)
    # The line is out before anything else happens: whoever reads it may rely on the row.
    print(key, flush=True)
    stop.wait(0.002)


def check(sums):
    if sums[0] != sums[1] or sums[2] != sums[3]:
        result["wrong"].append(sums)


def read():
    check(connection.execute(SUMS).fetchone())
    stop.wait(0.005)


def read_long():
    connection.execute("BEGIN")
    first = connection.execute(SUMS).fetchone()
    check(first)
    stop.wait(chance.random() * 0.4)
    if connection.execute(SUMS).fetchone() != first:
        result["wrong"].append("changed inside of a transaction")
    connection.execute("COMMIT")
    stop.wait(chance.random() * 0.05)


work = {"write": write, "read": read, "long": read_long}[role]
print("begin", flush=True)
while not stop.is_set():
    try:
        work()
        result["done"] += 1
    except sqlite3.OperationalError as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if "database is locked" in str(error):
            result["busy"] += 1
        else:
            result["errors"].append(str(error))
print(json.dumps(result), flush=True)
