package portcls.shell.load;

import portcls.api.adapter.Adapter;
import portcls.api.diag.DeviceReport;
import portcls.api.diag.Diagnostics;
import portcls.api.diag.Finding;
import portcls.shell.command.BundleEntry;
import portcls.shell.command.CommandException;
import portcls.shell.command.House;
import portcls.shell.text.Texts;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Why a driver serves nothing though it is in order: others have the devices that it is for.
 *
 * @param house the container
 * @param bundle the driver
 */
record Waiting(House house, BundleEntry bundle) {
    /**
     * What it waits for, to be put behind a sentence; empty when no device of its kind is there.
     */
    String text() throws CommandException, InterruptedException {
        Diagnostics diagnostics = house.diagnostics();
        List<String> meant = devices();
        List<String> failed =
                meant.stream()
                        .filter(
                                id ->
                                        diagnostics.why(id).stream()
                                                .anyMatch(finding -> isFailureOfIt(finding)))
                        .toList();
        if (!failed.isEmpty()) {
            return "; it cannot serve "
                    + Texts.list(failed)
                    + ": `why "
                    + failed.getFirst()
                    + "` says why";
        }
        List<DeviceReport> held =
                diagnostics.devices().stream()
                        .filter(report -> meant.stream().anyMatch(id -> isOf(report.id(), id)))
                        .filter(report -> !report.driver().isEmpty())
                        .toList();
        List<String> used =
                held.stream()
                        .filter(report -> report.clients() > 0)
                        .map(report -> report.id() + " is in use")
                        .toList();
        List<String> served =
                held.stream()
                        .map(report -> report.id() + " is served by " + report.driver())
                        .toList();
        List<String> reasons = used.isEmpty() ? served : used;
        return reasons.isEmpty() ? "" : "; serves nothing now: " + Texts.list(reasons);
    }

    private boolean isFailureOfIt(Finding finding) {
        return finding.cause() == Finding.Cause.INIT_FAILED
                && finding.what().startsWith(bundle.name() + " ");
    }

    /** Devices and functions of devices that it declares to be for. */
    private List<String> devices() {
        List<String> wanted = house.hardwareIds(bundle);
        return house.adapters().stream().flatMap(device -> devices(device, wanted)).toList();
    }

    private static Stream<String> devices(Adapter device, List<String> wanted) {
        return Stream.concat(
                Stream.of(device.id())
                        .filter(_ -> !Collections.disjoint(device.hardwareIds(), wanted)),
                device.subdevices().stream()
                        .filter(it -> !Collections.disjoint(it.hardwareIds(), wanted))
                        .map(it -> device.id() + "/" + it.name()));
    }

    private static boolean isOf(String filter, String device) {
        return filter.equals(device) || filter.startsWith(device + "/");
    }
}
