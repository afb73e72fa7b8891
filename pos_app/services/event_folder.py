"""The organizer's event folder: where key, packs, claims and files lie (day-file.md 16)."""

from dataclasses import dataclass, replace
from pathlib import Path

from pos_app.domain.errors import BadEventDetails, FileIsRefused, Problem
from pos_app.domain.identity import EventPack
from pos_app.exchange.booth_list import read_claims
from pos_app.exchange.day_file import ENDING
from pos_app.exchange.enrolment import MOST_PACK_BYTES, read_pack
from pos_app.files import FileTrouble, make_folder, read_at_most, write_whole

MOST_CLAIM_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class HeldPacks:
    """The newest pack, and the link of each version held.

    `same_since` is the first version since which keys were added and nothing else was changed.
    """

    newest: EventPack
    links: dict[int, str]
    same_since: int

    @property
    def newest_link(self) -> str:
        """The link of the newest pack's text."""
        return self.links[self.newest.version]


class EventFolder:
    """Paths and files of one event; the raw files in it are the truth."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.key = root / "organizer.key"
        self.packs = root / "packs"
        self.requests = root / "requests"
        self.claims = root / "claims.csv"
        self.files = root / "files"
        self.index = root / "index.sqlite"

    @property
    def is_event(self) -> bool:
        """Whether an event was made here."""
        return self.packs.is_dir() and any(self.packs.glob(f"*{ENDING}"))

    def make(self) -> None:
        """Make the folders. Raises FileTrouble."""
        for folder in (self.root, self.packs, self.requests, self.files):
            make_folder(folder)

    def pack_path(self, version: int) -> Path:
        """Where a pack of that version lies."""
        return self.packs / f"pack-{version:04d}{ENDING}"

    def keep_pack(self, version: int, raw: bytes) -> Path:
        """Keep a pack under its version. Raises FileTrouble."""
        path = self.pack_path(version)
        write_whole(path, raw)
        return path

    def held_packs(self) -> HeldPacks:
        """All packs, each checked against the one before.

        Raises BadEventDetails where no event was made, FileTrouble, FileIsRefused.
        """
        newest: EventPack | None = None
        links: dict[int, str] = {}
        same_since = 0
        for path in sorted(self.packs.glob(f"*{ENDING}")):
            raw = read_at_most(path, MOST_PACK_BYTES)
            link = "" if newest is None else links[newest.version]
            taken = read_pack(raw, held=newest, held_link=link)
            if isinstance(taken, Problem):
                raise FileIsRefused(taken, path.name)
            if newest is None or not _only_adds_keys(newest, taken.pack):
                same_since = taken.pack.version
            newest = taken.pack
            links[newest.version] = taken.link
        if newest is None:
            if not self.root.exists():
                raise FileTrouble(self.root, "missing")
            raise BadEventDetails("no_event", str(self.root))
        return HeldPacks(newest, links, same_since)

    def claim_codes(self) -> dict[str, str]:
        """Claim codes by booth; none where the list was put away. Raises FileTrouble."""
        if not self.claims.exists():
            return {}
        return dict(read_claims(read_at_most(self.claims, MOST_CLAIM_BYTES)))

    def raw_path(self, text_link: str) -> Path:
        """Where the file of that text lies."""
        return self.files / f"{text_link}{ENDING}"

    def raw_links(self) -> list[str]:
        """Links of all files kept, ascending."""
        return sorted(path.name.removesuffix(ENDING) for path in self.files.glob(f"*{ENDING}"))


def _only_adds_keys(before: EventPack, after: EventPack) -> bool:
    """Whether nothing a till goes by has changed: another till's key is nothing to it."""
    without_keys = replace(
        after,
        version=before.version,
        previous=before.previous,
        made_at=before.made_at,
        tills=before.tills,
    )
    return without_keys == before and set(before.tills) <= set(after.tills)
