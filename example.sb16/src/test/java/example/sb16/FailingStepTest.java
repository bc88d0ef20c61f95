package example.sb16;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;

import portcls.api.IResourceList;
import portcls.api.MiniportClass;
import portcls.api.PortCls;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.AdapterDriver;
import portcls.api.diag.Finding.Cause;
import portcls.conformance.Rule;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Each step of the start may fail: what was done before it is undone in reverse. */
@Timeout(120)
final class FailingStepTest {
    @TempDir private Path folder;
    private CardHouse it;

    @BeforeEach
    void open() throws BundleException {
        it = new CardHouse(folder);
        it.offer(MiniportClass.UART);
        it.offer(MiniportClass.FM_SYNTH);
        it.insertCard();
    }

    @AfterEach
    void close() throws BundleException {
        it.close();
    }

    @Test
    @Rule({"SUB-5", "SUB-6"})
    void theStepsComeInTheDocumentedOrder() {
        FailingDriver driver = new FailingDriver(Integer.MAX_VALUE);
        it.plug(driver);
        it.awaitSubdevices("Wave", "Topology", "Uart", "FmSynth");
        assertEquals(
                List.of(
                        "newResourceSublist",
                        "newResourceSublist",
                        "newResourceSublist",
                        "newResourceSublist",
                        "newPort WAVECYCLIC",
                        "registerSubdevice Wave",
                        "newPort TOPOLOGY",
                        "registerSubdevice Topology",
                        "newPort MIDI",
                        "newMiniport UART",
                        "registerSubdevice Uart",
                        "newPort MIDI",
                        "newMiniport FM_SYNTH",
                        "registerSubdevice FmSynth",
                        "registerPhysicalConnection",
                        "registerPhysicalConnection",
                        "registerPhysicalConnection",
                        "registerAdapterPowerManagement"),
                driver.calls);
    }

    @Test
    @Rule("SUB-7")
    void whicheverFailsTheOnesBeforeItAreUndoneInReverse() {
        int steps = 18;
        for (int failing = 0; failing < steps; failing++) {
            it.history.clear();
            FailingDriver driver = new FailingDriver(failing);
            it.plug(driver);
            CardHouse.await("it failed", () -> it.cause() == Cause.INIT_FAILED);
            String step = driver.calls.getLast();
            assertEquals(List.of(), driver.left, step);
            assertEquals(mirrored(it.history), it.history, step);
            assertTrue(
                    it.why().contains(" failed and those before it were undone: not today"),
                    it.why());
            it.pull();
        }
        assertEquals(8, it.history.size(), "the last step comes after all filters");
    }

    /** What came in this history, and then all of it gone in reverse. */
    private static List<String> mirrored(List<String> history) {
        List<String> whole = new ArrayList<>();
        history.stream().filter(entry -> entry.startsWith("+")).forEach(whole::add);
        for (String came : List.copyOf(whole).reversed()) {
            whole.add("-" + came.substring(1));
        }
        return whole;
    }

    /** The driver over a system whose n-th call fails. */
    private final class FailingDriver implements AdapterDriver {
        final List<String> calls = new ArrayList<>();
        volatile List<String> left = List.of("not told");
        private final int failing;

        FailingDriver(int failing) {
            this.failing = failing;
        }

        @Override
        public void startDevice(PortCls portCls, Adapter device, IResourceList granted) {
            PortCls counted =
                    (PortCls)
                            Proxy.newProxyInstance(
                                    PortCls.class.getClassLoader(),
                                    new Class<?>[] {PortCls.class},
                                    (_, method, arguments) -> call(portCls, method, arguments));
            try {
                new SoundBlaster().startDevice(counted, device, granted);
            } finally {
                // Before the binder takes back what a driver forgot.
                List<String> there = new ArrayList<>(it.names());
                it.topology.wires().forEach(wire -> there.add(wire.toString()));
                left = there;
            }
        }

        private Object call(PortCls portCls, Method method, Object[] arguments) throws Throwable {
            if (!method.getName().startsWith("unregister")) {
                calls.add(told(method, arguments));
                if (calls.size() > failing) {
                    throw new PortClsException(Status.IO_DEVICE_ERROR, "not today");
                }
            }
            try {
                return method.invoke(portCls, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private static String told(Method method, Object[] arguments) {
            return switch (method.getName()) {
                case "newPort", "newMiniport" -> method.getName() + " " + arguments[0];
                case "registerSubdevice" -> method.getName() + " " + arguments[1];
                default -> method.getName();
            };
        }
    }
}
