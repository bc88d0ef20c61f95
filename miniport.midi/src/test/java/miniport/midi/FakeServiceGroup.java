package miniport.midi;

import portcls.api.IServiceGroup;
import portcls.api.IServiceSink;

/** A service group that is handed around and never served. */
final class FakeServiceGroup implements IServiceGroup {
    @Override
    public void requestService() {}

    @Override
    public void addMember(IServiceSink sink) {}

    @Override
    public void removeMember(IServiceSink sink) {}

    @Override
    public void supportDelayedService() {}

    @Override
    public void requestDelayedService(long delay100ns) {}

    @Override
    public void cancelDelayedService() {}
}
