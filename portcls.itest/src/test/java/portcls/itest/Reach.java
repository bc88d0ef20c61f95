package portcls.itest;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Explains why something was not collected: the fields that lead to it. */
final class Reach {
    private final List<WeakReference<ClassLoader>> loaders;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Step> open = new ArrayDeque<>();

    private record Step(Object value, String path) {}

    private Reach(List<WeakReference<ClassLoader>> loaders) {
        this.loaders = loaders;
    }

    /** How many of the loaders are left, and a way from the roots to one of them. */
    static String explain(Collection<?> roots, List<WeakReference<ClassLoader>> loaders) {
        long left = loaders.stream().filter(loader -> !loader.refersTo(null)).count();
        return left
                + " of "
                + loaders.size()
                + " class loaders are still reachable: "
                + new Reach(loaders)
                        .search(roots)
                        .orElse("not from what the clients hold, as far as fields can be read");
    }

    private Optional<String> search(Collection<?> roots) {
        for (Object root : roots) {
            visit(root, root.getClass().getSimpleName());
        }
        while (!open.isEmpty()) {
            Step step = open.poll();
            if (isOld(step.value())) {
                return Optional.of(step.path());
            }
            expand(step);
        }
        return Optional.empty();
    }

    private boolean isOld(Object value) {
        ClassLoader loader =
                value instanceof ClassLoader itself ? itself : value.getClass().getClassLoader();
        return loader != null && loaders.stream().anyMatch(old -> old.refersTo(loader));
    }

    private void expand(Step step) {
        switch (step.value()) {
            case Reference<?> _ -> {}
            case Collection<?> many -> many.forEach(each -> visit(each, step.path() + "[]"));
            case Map<?, ?> map -> expandMap(map, step.path());
            case Object[] many -> {
                for (Object each : many) {
                    visit(each, step.path() + "[]");
                }
            }
            case AtomicReference<?> one -> visit(one.get(), step.path());
            case Optional<?> one -> visit(one.orElse(null), step.path());
            default -> expandFields(step);
        }
    }

    private void expandMap(Map<?, ?> map, String path) {
        try {
            map.keySet().forEach(each -> visit(each, path + "{key}"));
            map.values().forEach(each -> visit(each, path + "{}"));
        } catch (UnsupportedOperationException e) {
            // A map of the framework that can only be asked for single keys.
        }
    }

    private void expandFields(Step step) {
        for (Class<?> type = step.value().getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType().isPrimitive() || Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                try {
                    field.setAccessible(true);
                    visit(field.get(step.value()), step.path() + "." + field.getName());
                } catch (IllegalAccessException | InaccessibleObjectException e) {
                    // A field of the platform: nobody looks at what it holds.
                }
            }
        }
    }

    private void visit(Object value, String path) {
        if (value != null && !(value instanceof String) && seen.add(value)) {
            open.add(new Step(value, path));
        }
    }
}
