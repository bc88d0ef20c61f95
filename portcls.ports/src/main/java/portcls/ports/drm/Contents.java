package portcls.ports.drm;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Pin;
import portcls.api.client.Target;
import portcls.api.drm.DrmAudioStreamProperty;
import portcls.api.drm.DrmContent;
import portcls.api.drm.DrmForward;
import portcls.api.drm.DrmRights;
import portcls.api.drm.IDrmAudioStream;
import portcls.api.drm.IDrmPort2;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** All content of the house: ids and rights. Thread-safe. */
public final class Contents implements IDrmPort2 {
    /** Sound that belongs to nobody; always there. */
    private static final int NOBODYS = 0;

    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, Entry> entries = new ConcurrentHashMap<>();

    /** One that handles content, of a driver or of somebody else. */
    private record Handler(Object handler, Object owner) {}

    /** Rights, and who handles the content. */
    private record Entry(DrmRights rights, List<Handler> handlers) {
        Entry(DrmRights rights) {
            this(rights, new CopyOnWriteArrayList<>());
        }
    }

    public Contents() {
        entries.put(NOBODYS, new Entry(DrmRights.DEFAULT));
    }

    /** Makes an id. */
    public int createContent(DrmRights rights) {
        int id = last.incrementAndGet();
        entries.put(id, new Entry(rights));
        return id;
    }

    @Override
    public int createContentMixed(int... contentIds) {
        DrmRights mixed = DrmRights.DEFAULT;
        for (int id : contentIds) {
            mixed = mixed.and(getContentRights(id));
        }
        return createContent(mixed);
    }

    @Override
    public void destroyContent(int contentId) {
        if (contentId == NOBODYS) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "the default rights stay: only ids that were made can be destroyed:"
                            + " contentId=0");
        }
        if (entries.remove(contentId) == null) {
            throw unknown(contentId);
        }
    }

    @Override
    public void addContentHandlers(int contentId, List<?> handlers) {
        addContentHandlers(contentId, handlers, this);
    }

    /** Those of an owner, who is let go one day. */
    public void addContentHandlers(int contentId, List<?> handlers, Object owner) {
        List<Handler> more =
                handlers.stream().map(handler -> new Handler((Object) handler, owner)).toList();
        entry(contentId).handlers().addAll(more);
    }

    /** A driver goes: content is not handled by what was its own. */
    @SuppressWarnings("ReferenceEquality") // an identity
    public void forget(Object owner) {
        entries.values().forEach(entry -> entry.handlers().removeIf(it -> it.owner() == owner));
    }

    /** Who handles content. */
    public List<Object> handlers(int contentId) {
        return entry(contentId).handlers().stream().map(Handler::handler).toList();
    }

    @Override
    public DrmRights getContentRights(int contentId) {
        return entry(contentId).rights();
    }

    @Override
    public void forwardContentToDeviceObject(int contentId, DrmForward drmForward) {
        forwardContentToFileObject(contentId, drmForward.pin());
    }

    @Override
    public void forwardContentToFileObject(int contentId, Pin fileObject) {
        DrmRights rights = getContentRights(contentId);
        try {
            fileObject.set(
                    DrmAudioStreamProperty.CONTENTID,
                    Target.self(),
                    new DrmContent(contentId, rights));
        } catch (PortClsException e) {
            if (e.status() == Status.NOT_FOUND || e.status() == Status.NOT_SUPPORTED) {
                throw cannot(
                        rights, "pin " + fileObject.pinId() + " of " + fileObject.filter().id());
            }
            throw e;
        }
    }

    @Override
    public void forwardContentToInterface(int contentId, Object unknown, int numMethods) {
        forwardTo(unknown, new DrmContent(contentId, getContentRights(contentId)));
    }

    /**
     * Has a stream keep to rights.
     *
     * @throws PortClsException NOT_IMPLEMENTED when it cannot
     */
    public void forwardTo(Object stream, DrmContent content) {
        if (stream instanceof IDrmAudioStream protecting) {
            protecting.setContentId(content.contentId(), content.rights());
        } else if (content.rights().isRestricted()) {
            throw cannot(content.rights(), stream.getClass().getName());
        }
    }

    /** Fails when that content is not known, or has other rights. */
    void require(DrmContent content) {
        DrmRights known = getContentRights(content.contentId());
        if (!known.equals(content.rights())) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "content "
                            + content.contentId()
                            + " has other rights: "
                            + known
                            + ", told "
                            + content.rights());
        }
    }

    private Entry entry(int contentId) {
        Entry known = entries.get(contentId);
        if (known == null) {
            throw unknown(contentId);
        }
        return known;
    }

    private static PortClsException unknown(int contentId) {
        return new PortClsException(
                Status.INVALID_PARAMETER,
                "there is no such content; make it by createContent: contentId=" + contentId);
    }

    private static PortClsException cannot(DrmRights rights, String who) {
        return new PortClsException(
                Status.NOT_IMPLEMENTED, who + " cannot keep to these rights: " + rights);
    }
}
