package portcls.api.power;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.adapter.Adapter;
import portcls.api.ks.KsId;

import java.nio.ByteBuffer;

/** Gets power control codes (PCPFNRUNTIME_POWER_CONTROL_CALLBACK). */
@ConsumerType
@FunctionalInterface
public interface PowerControlCallback {
    /**
     * A code came for, or from, a device. Must not block.
     *
     * @param in what goes with it, read-only
     * @param out for the answer
     * @return how many bytes of the answer there are
     * @throws portcls.api.PortClsException NOT_SUPPORTED for a code that is not known
     */
    @Irql(Level.DISPATCH)
    int powerControl(Adapter device, KsId powerControlCode, ByteBuffer in, ByteBuffer out);
}
