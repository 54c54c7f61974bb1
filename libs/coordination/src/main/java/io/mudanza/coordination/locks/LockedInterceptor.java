package io.mudanza.coordination.locks;

import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Before the interceptor of transactions: the lock is given back when what was done under it is committed. */
@Locked("")
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class LockedInterceptor {
    private final Instance<Locks> locks;

    LockedInterceptor(Instance<Locks> locks) {
        this.locks = locks;
    }

    @AroundInvoke
    Object around(InvocationContext call) throws Exception {
        Locked wanted = call.getMethod().getAnnotation(Locked.class);
        if (wanted == null) {
            wanted = call.getTarget().getClass().getAnnotation(Locked.class);
        }
        if (wanted == null) {
            wanted = call.getMethod().getDeclaringClass().getAnnotation(Locked.class);
        }
        String name = LockTemplate.filled(wanted.value(), call.getMethod(), call.getParameters());
        try (HeldLock lock = locks.get().acquire(name, DurationConverter.parseDuration(wanted.lease()),
                DurationConverter.parseDuration(wanted.await()))) {
            Object result = call.proceed();
            lock.check();
            return result;
        }
    }
}
