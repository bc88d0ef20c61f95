package portcls.ports.property;

import portcls.api.client.KsReply;
import portcls.api.ks.DataRange;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.ValueType;

import java.nio.ByteBuffer;
import java.util.List;

/** A program that speaks in bytes. */
final class RawClient {
    static final int GET = 1;
    static final int SET = 2;
    static final int SET_SUPPORT = 0x100;
    static final int BASIC_SUPPORT = 0x200;
    static final int TOPOLOGY = 0x10000000;

    private final RawProperties raw;
    private final Scope scope;

    RawClient(FakeFilter filter, Scope scope) {
        this.raw = new RawProperties(filter.engine);
        this.scope = scope;
    }

    /** KSPROPERTY and the words that follow. */
    static ByteBuffer request(PropertyKey<?> key, int flags, int... words) {
        ByteBuffer request = KsLayout.little(24 + 4 * words.length);
        KsLayout.putGuid(request, key.set().guid());
        request.putInt(key.id()).putInt(flags);
        for (int word : words) {
            request.putInt(word);
        }
        return request.flip();
    }

    /** KSP_PIN and the client's ranges. */
    static ByteBuffer intersection(PropertyKey<?> key, int pinId, DataRange... ranges) {
        byte[] list = ValueType.RANGES.encode(List.of(ranges));
        ByteBuffer head = request(key, GET, pinId, 0);
        return KsLayout.little(head.remaining() + list.length).put(head).put(list).flip();
    }

    KsReply send(ByteBuffer request, ByteBuffer value) {
        RawAnswer answer = FakeFilter.now(raw.serve(scope, RawRequest.copyOf(request, value)));
        return answer.writeTo(value);
    }

    KsReply send(ByteBuffer request, int room) {
        return send(request, KsLayout.little(room));
    }

    /** Asks for the size, then for the value, as programs do. */
    <T> T get(PropertyKey<T> key, int... words) {
        return get(key, request(key, GET, words));
    }

    <T> T get(PropertyKey<T> key, ByteBuffer request) {
        int size = send(request, 0).size();
        ByteBuffer value = KsLayout.little(size);
        KsReply reply = send(request, value);
        if (reply.size() != size) {
            throw new AssertionError("size=" + size + ", reply=" + reply);
        }
        return key.type().decode(value);
    }
}
