"""Check a Gerai day file without Gerai: python3 check.py FILE VKEY (needs `cryptography`)."""
# ruff: noqa: T201

import base64
import hashlib
import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

# Signature: the text ends at the last empty line, the key is the one you brought along.
raw = Path(sys.argv[1]).read_bytes()
name, key_id, key = sys.argv[2].split("+", 2)
end = raw.rindex(b"\n\n")
text, block = raw[: end + 1], raw[end + 2 :].decode()
ours = [line.split(" ")[2] for line in block.splitlines() if line.startswith(f"— {name} ")]
blobs = [base64.b64decode(each) for each in ours]
signature = next(blob[4:] for blob in blobs if blob[:4].hex() == key_id)
Ed25519PublicKey.from_public_bytes(base64.b64decode(key)[1:]).verify(signature, text)

# Chain: every entry has the next number and the hash of the one before; goods have theirs.
header, *lines = text.removesuffix(b"\n").split(b"\n")
head = json.loads(header)
assert name == f"{head['event']}/{head['booth'].lower()}/{head['dev']}", "made by another till"
link, seq, goods = head["prev"], head["first"], None
net: dict[str, int] = {}
receipts = 0
for line in lines:
    entry = json.loads(line)
    again = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert again.encode() == line, "not canonical"
    if entry["t"] == "items":
        assert hashlib.sha256(line).hexdigest() == goods, f"goods differ after {seq - 1}"
        continue
    assert (entry["seq"], entry["prev"]) == (seq, link), f"chain broken at {entry['seq']}"
    link, seq, goods = hashlib.sha256(line).hexdigest(), seq + 1, entry.get("items")
    if entry["t"] in ("sale", "void", "refund"):
        net[entry["day"]] = net.get(entry["day"], 0) + entry["total"]
        receipts += 1
assert seq - 1 == head["last"], "the file is cut"
print("OK", name, "entries", head["first"], "to", seq - 1, "head", link[:16])
print("receipts", receipts, "net", dict(sorted(net.items())), head["cur"])
