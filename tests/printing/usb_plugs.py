"""What Linux shows of USB printers, in a folder of a test."""

from pathlib import Path

from pos_app.printing.device_file import UsbPlaces


def usb_places(folder: Path) -> UsbPlaces:
    """A computer with nothing plugged in."""
    (folder / "sys/class/usbmisc").mkdir(parents=True)
    (folder / "dev/usb").mkdir(parents=True)
    return UsbPlaces(folder / "sys", folder / "dev")


def plug_in(  # noqa: PLR0913  a printer has that many traits
    places: UsbPlaces,
    node: str,
    *,
    leads_to: str = "/dev/null",
    usb_id: str = "0416:5011:A17",
    model: str = "POS58 Printer",
    languages: str = "",
) -> str:
    """What Linux shows of a USB printer; the path of its device file."""
    device = places.system / "devices" / node
    interface = device / "1-1:1.0"
    interface.mkdir(parents=True)
    vendor, product, serial = usb_id.split(":")
    about = {"idVendor": vendor, "idProduct": product, "serial": serial, "product": model}
    for name, value in about.items():
        if value:
            (device / name).write_text(f"{value}\n")
    if languages:
        (interface / "ieee1284_id").write_text(f"MFG:Toko;CMD:{languages};MDL:{model};\n")
    shown = places.system / "class/usbmisc" / node
    shown.mkdir()
    (shown / "device").symlink_to(interface)
    path = places.devices / "usb" / node
    path.symlink_to(leads_to)
    return str(path)


def unplug(places: UsbPlaces, node: str) -> None:
    (places.devices / "usb" / node).unlink()
