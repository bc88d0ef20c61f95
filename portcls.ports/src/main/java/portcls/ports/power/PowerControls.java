package portcls.ports.power;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Registration;
import portcls.api.ks.KsId;
import portcls.api.power.PowerControlCallback;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Carries power control codes between drivers and the platform's plug-in. Thread-safe. */
final class PowerControls {
    private final AtomicReference<@Nullable PowerControlCallback> platform =
            new AtomicReference<>();

    Registration plugIn(PowerControlCallback plugIn) {
        platform.set(plugIn);
        return () -> platform.compareAndSet(plugIn, null);
    }

    int toPlatform(Adapter device, KsId code, ByteBuffer in, ByteBuffer out) {
        return send(
                Optional.ofNullable(platform.get()),
                "there is no power plug-in on this platform",
                device,
                code,
                in,
                out);
    }

    static int toDriver(DevicePower power, KsId code, ByteBuffer in, ByteBuffer out) {
        return send(
                power.callback(),
                "the driver of " + power.device().id() + " takes no power control codes",
                power.device().adapter(),
                code,
                in,
                out);
    }

    private static int send(
            Optional<PowerControlCallback> to,
            String otherwise,
            Adapter device,
            KsId code,
            ByteBuffer in,
            ByteBuffer out) {
        return to.orElseThrow(
                        () ->
                                new PortClsException(
                                        Status.NOT_SUPPORTED,
                                        otherwise + ": powerControlCode=" + code))
                .powerControl(device, code, in.asReadOnlyBuffer().order(in.order()), out);
    }
}
