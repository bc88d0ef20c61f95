package portcls.bench.jack;

import portcls.bench.Report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ratios of the contenders over all periods. */
final class Totals {
    private static final double MEDIAN_AIM = 2;

    private final Map<String, List<Row.Result>> results = new LinkedHashMap<>();

    /** A row was measured. */
    void add(String label, Row.Result result) {
        results.computeIfAbsent(label, _ -> new ArrayList<>()).add(result);
    }

    /** Compares the third with the first two; those that were not measured are left out. */
    void print(String c, String jnaJack, String portcls) {
        List<Row.Result> own = results.getOrDefault(portcls, List.of());
        List<Row.Result> native_ = results.getOrDefault(c, List.of());
        List<Row.Result> peer = results.getOrDefault(jnaJack, List.of());
        if (own.isEmpty()) {
            return;
        }
        Report.line("");
        Report.line(
                "%s: xruns=%.0f; %s: xruns=%.0f; %s: xruns=%.0f",
                portcls, xruns(own), jnaJack, xruns(peer), c, xruns(native_));
        if (!native_.isEmpty()) {
            Report.aimAtMost("xruns, against the C client's", xruns(own), xruns(native_));
            for (int i = 0; i < own.size(); i++) {
                Report.aimAtMost(
                        "times the C client's callback at the median, " + own.get(i).period(),
                        own.get(i).duration().median() / native_.get(i).duration().median(),
                        MEDIAN_AIM);
            }
        }
        Report.aimAtMost("xruns, against JNAJack's", xruns(own), xruns(peer));
    }

    private static double xruns(List<Row.Result> rows) {
        return rows.stream().mapToDouble(Row.Result::allXruns).sum();
    }
}
