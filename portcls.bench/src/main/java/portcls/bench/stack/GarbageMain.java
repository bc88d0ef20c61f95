package portcls.bench.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A process that does nothing but allocate, between the lines {@code start} and {@code stop}. */
public final class GarbageMain {
    private GarbageMain() {}

    /** Answers each line when it is done. */
    public static void main(String[] none) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while ("start".equals(lines.readLine())) {
            try (Garbage garbage = new Garbage()) {
                System.out.println("started");
                lines.readLine();
                System.out.println("stopped rate=" + garbage.rate());
            }
        }
    }
}
