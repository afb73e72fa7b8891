"""CUPS as its commands show it, in three shell scripts with moods.

What they say was copied from CUPS 2.4 with a raw queue and a misbehaving backend behind it.
"""

from dataclasses import dataclass
from pathlib import Path

QUEUE = "kasir"

_LP = r"""
[ "$1" = -d ] && [ "$3 $4 $5" = "-o raw -t" ] && [ "$7" = - ] || { echo "usage"; exit 2; }
if [ "$2" != kasir ]; then
    echo "lp: Error - The printer or class does not exist." >&2; exit 1
fi
mood=$(cat mood)
case $mood in
    hangs) exec sleep 60;;
    refuses) echo 'lp: Destination "kasir" is not accepting jobs.' >&2; exit 1;;
    forbids) echo 'lp: Forbidden' >&2; exit 1;;
esac
count=$(($(cat count) + 1)); echo $count > count
id=kasir-$count
cat > papers/$id
echo "$6" > titles/$id
case $mood in
    waits|dies|"hangs later") echo pending > jobs/$id;;
    prints|"cannot cancel"|"ends when cancelled") echo printing > jobs/$id;;
    held) echo held > jobs/$id;;
    aborts) echo aborted > jobs/$id;;
    "hangs in a crowd") echo pending > jobs/$id; echo pending > jobs/kasir-500;;
    "paper out") echo printing > jobs/$id; echo media-empty-error > alerts;;
    *) echo completed > jobs/$id;;
esac
case $mood in
    "hangs later"|"hangs in a crowd"|"hangs when done") exec sleep 60;;
    dies) echo down > mood; echo "request id is $id (0 file(s))";;
    mumbles) echo "thank you";;
    *) echo "request id is $id (0 file(s))";;
esac
"""

_LPSTAT = r"""
invalid() { echo "lpstat: Invalid destination name in list \"$1\"." >&2; exit 1; }
mood=$(cat mood)
if [ "$1" = -r ]; then
    [ "$mood" = down ] && { printf 'scheduler is not running'; exit 1; }
    echo "scheduler is running"; exit 0
fi
if [ "$1" = -e ]; then
    [ "$mood" = down ] && exit 0
    [ "$mood" = old ] && { echo 'lpstat: Unknown option "e".' >&2; exit 1; }
    printf 'kasir\nKantor_Laser\n'; exit 0
fi
if [ "$1" = -v ]; then printf 'device for kasir: usb://Toko/POS58\n'; exit 0; fi
for queue; do :; done
{ [ "$queue" = kasir ] && [ "$mood" != down ]; } || invalid "$queue"
[ "$mood" = "hangs when asked" ] && exec sleep 60
case "$1 $2" in
    "-a kasir")
        if [ "$mood" = rejects ]; then
            printf 'kasir not accepting requests since Wed Nov 25 16:47:36 2026 -\n\tFull\n'
        else
            echo "kasir accepting requests since Wed Nov 25 16:46:54 2026"
        fi;;
    "-l -p")
        state="is idle.  enabled"
        [ "$mood" = "prints for others" ] && state="now printing kasir-9.  enabled"
        [ "$mood" = disabled ] && state="disabled"
        printf 'printer kasir %s since Wed Nov 25 16:47:36 2026\n' "$state"
        printf '\tForm mounted:\n\tDescription: kasir\n\tAlerts: %s\n' "$(cat alerts)";;
    "-l -W")
        for file in jobs/*; do
            [ -e "$file" ] || continue
            id=${file#jobs/}
            case "$3 $(cat "$file")" in
                "completed completed"|"completed canceled"|"completed aborted")
                    about='\tAlerts: job-completed-successfully\n';;
                completed*) continue;;
                *pending) about='\tAlerts: none\n';;
                *printing) about='\tStatus: Sending data\n\tAlerts: job-printing\n';;
                *held) about='\tStatus: \n\tAlerts: job-hold-until-specified\n';;
                *) continue;;
            esac
            printf '%s   root   1024   Wed Nov 25 16:47:35 2026\n' "$id"
            printf "$about"
            printf '\tqueued for kasir\n'
        done;;
esac
"""

_CANCEL = r"""
state=$(cat "jobs/$1" 2>/dev/null || echo none)
mood=$(cat mood)
[ "$mood" = down ] && { echo "cancel: Unable to connect to server." >&2; exit 1; }
[ "$mood" = "ends when cancelled" ] && [ $state = printing ] && state=completed \
    && echo completed > "jobs/$1"
case $state in
    none) echo "cancel: cancel-job failed: Job #${1##*-} does not exist." >&2; exit 1;;
    completed|canceled|aborted)
        echo "cancel: cancel-job failed: Job #${1##*-} is already $state - can't cancel." >&2
        exit 1;;
esac
if [ "$mood" = "cannot cancel" ]; then
    echo "cancel: cancel-job failed: Not authorized to cancel job." >&2; exit 1
fi
echo canceled > "jobs/$1"
"""


@dataclass(frozen=True)
class FakeCups:
    """One raw queue named kasir; its scripts lie in `folder`, and what they know beside them."""

    folder: Path

    @property
    def search_path(self) -> str:
        return str(self.folder / "bin")

    def feels(self, mood: str, *, alerts: str = "none") -> None:
        (self.folder / "mood").write_text(mood)
        (self.folder / "alerts").write_text(alerts)

    def has_waiting(self, job_id: str) -> None:
        """Somebody else's job stands in the queue."""
        (self.folder / "jobs" / job_id).write_text("pending")

    @property
    def papers(self) -> list[bytes]:
        """What was handed in, in order."""
        return [path.read_bytes() for path in sorted((self.folder / "papers").iterdir())]

    @property
    def titles(self) -> list[str]:
        return [path.read_text().strip() for path in sorted((self.folder / "titles").iterdir())]

    @property
    def jobs(self) -> dict[str, str]:
        """Every job with its state."""
        found = sorted((self.folder / "jobs").iterdir())
        return {path.name: path.read_text().strip() for path in found}


def fake_cups(folder: Path) -> FakeCups:
    for name in ("bin", "jobs", "papers", "titles"):
        (folder / name).mkdir(parents=True)
    (folder / "count").write_text("0")
    for name, script in (("lp", _LP), ("lpstat", _LPSTAT), ("cancel", _CANCEL)):
        file = folder / "bin" / name
        file.write_text(f"#!/bin/sh\ncd '{folder}' || exit 9\n{script}")
        file.chmod(0o755)
    cups = FakeCups(folder)
    cups.feels("fine")
    return cups
