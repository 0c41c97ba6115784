"""Makes campaigns with two snapshots each; prints the three ids of each on a line.

    campaigns.py PORT KEY NUMBER
"""
import http.client
import json
import sys

port, key, number = sys.argv[1:]
connection = http.client.HTTPConnection("127.0.0.1", int(port))


def post(path, body):
    connection.request("POST", "/api/v1/" + path, json.dumps(body),
                       {"Authorization": "Bearer " + key, "Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read()
    assert answer.status == 201, (path, answer.status, text)
    return json.loads(text)["id"]


for n in range(1, int(number) + 1):
    campaign = post("campaigns", {"name": f"Newsletter {n}"})
    snapshots = [post(f"campaigns/{campaign}/snapshots", {"subject": s, "sender": "News <news@example.com>", "html": f"<p>{s}"})
                 for s in ("What is new", "What was new")]
    print(campaign, *snapshots)
