"""Only the commands that pos_app.printing sends."""

ESC: bytes
FS: bytes
GS: bytes
HW_INIT: bytes
CTL_LF: bytes
CODEPAGE_CHANGE: bytes
TXT_SIZE: bytes
TXT_NORMAL: bytes
TXT_STYLE: dict[str, dict[object, bytes]]
PAPER_FULL_CUT: bytes
PAPER_PART_CUT: bytes
CD_KICK_2: bytes
CD_KICK_5: bytes
LINESPACING_RESET: bytes
S_RASTER_N: bytes
QR_ECLEVEL_L: int
QR_ECLEVEL_M: int
QR_ECLEVEL_Q: int
QR_ECLEVEL_H: int
QR_MODEL_2: int
