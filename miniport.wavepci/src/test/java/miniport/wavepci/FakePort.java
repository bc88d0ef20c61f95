package miniport.wavepci;

import portcls.api.IDmaChannel;
import portcls.api.IServiceGroup;
import portcls.api.PortCls;
import portcls.api.adapter.BusMemory;
import portcls.api.wavepci.IPortWavePci;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Proxy;

/** As much of a port as the driver asks for. */
final class FakePort {
    private FakePort() {}

    static IPortWavePci of(House house) {
        return (IPortWavePci)
                Proxy.newProxyInstance(
                        FakePort.class.getClassLoader(),
                        new Class<?>[] {IPortWavePci.class},
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "system" -> (PortCls) house.system;
                                    case "newMasterDmaChannel" -> channel(house.bus());
                                    case "notify" -> {
                                        ((IServiceGroup) arguments[0]).requestService();
                                        yield null;
                                    }
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    /** A channel whose buffer is there. */
    static IDmaChannel channel(MemorySegment memory, long address) {
        return (IDmaChannel)
                Proxy.newProxyInstance(
                        FakePort.class.getClassLoader(),
                        new Class<?>[] {IDmaChannel.class},
                        (_, method, _) ->
                                method.getName().equals("systemAddress") ? memory : address);
    }

    private static IDmaChannel channel(BusMemory bus) {
        MemorySegment[] memory = new MemorySegment[1];
        long[] address = new long[1];
        return (IDmaChannel)
                Proxy.newProxyInstance(
                        FakePort.class.getClassLoader(),
                        new Class<?>[] {IDmaChannel.class},
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "allocateBuffer" -> {
                                        memory[0] =
                                                Arena.ofAuto().allocate((Integer) arguments[0], 8);
                                        address[0] = bus.map(memory[0]);
                                        yield null;
                                    }
                                    case "freeBuffer" -> {
                                        if (address[0] != 0) {
                                            bus.unmap(address[0]);
                                        }
                                        address[0] = 0;
                                        yield null;
                                    }
                                    case "systemAddress" -> memory[0];
                                    case "physicalAddress" -> address[0];
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }
}
