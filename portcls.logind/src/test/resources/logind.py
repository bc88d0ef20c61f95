"""A logind as a program that watches the machine's sleep sees it.

It does what lines of its input say and answers each with a line. When the input ends it ends.
"""

import os
import sys

import dbus
import dbus.lowlevel
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

NAME = "org.freedesktop.login1"
MANAGER = "org.freedesktop.login1.Manager"
PATH = "/org/freedesktop/login1"


class Manager(dbus.service.Object):
    preparing = False
    refuses = False
    asked = "nothing"
    held = 0
    longest = 5_000_000

    @dbus.service.method(MANAGER, in_signature="ssss", out_signature="h")
    def Inhibit(self, what, who, why, mode):
        if self.refuses:
            raise dbus.DBusException("Permission denied", name="org.freedesktop.DBus.Error.AccessDenied")
        ours, theirs = os.pipe()
        GLib.io_add_watch(ours, GLib.IO_HUP, self.released)
        descriptor = dbus.types.UnixFd(theirs)
        os.close(theirs)
        self.held += 1
        self.asked = f"{what} {who} {mode}"
        return descriptor

    def released(self, descriptor, condition):
        os.close(descriptor)
        self.held -= 1
        return False

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        if name == "PreparingForSleep":
            return dbus.Boolean(self.preparing)
        if name == "InhibitDelayMaxUSec":
            return dbus.UInt64(self.longest)
        raise dbus.DBusException("No such property", name="org.freedesktop.DBus.Error.UnknownProperty")

    @dbus.service.signal(MANAGER, signature="b")
    def PrepareForSleep(self, start):
        self.preparing = bool(start)


def pretend():
    """Somebody else sends the signal to everybody who is there."""
    stranger = dbus.SystemBus(private=True)
    for name in stranger.list_names():
        if name.startswith(":"):
            signal = dbus.lowlevel.SignalMessage(PATH, MANAGER, "PrepareForSleep")
            signal.set_destination(name)
            signal.append(True)
            stranger.send_message(signal)
    stranger.flush()
    stranger.close()


def do(manager, command):
    if command in ("sleep", "wake"):
        manager.PrepareForSleep(command == "sleep")
    elif command == "patient":
        manager.longest = 2**64 - 1
    elif command == "late":
        manager.preparing = True
    elif command in ("refuse", "allow"):
        manager.refuses = command == "refuse"
    elif command == "pretend":
        pretend()
    elif command == "held":
        return str(manager.held)
    elif command == "asked":
        return manager.asked
    return "done"


def main():
    loop = GLib.MainLoop()
    bus = dbus.SystemBus(mainloop=DBusGMainLoop())
    manager = Manager(bus, PATH)
    bus.request_name(NAME)
    bus.set_exit_on_disconnect(False)

    def read(descriptor, condition):
        line = sys.stdin.readline()
        if not line:
            loop.quit()
            return False
        print(do(manager, line.strip()), flush=True)
        return True

    GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN | GLib.IO_HUP, read)
    print("ready", flush=True)
    loop.run()


main()
