package org.caravana.target;

import java.time.Instant;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Locks each object that is sent until the time that its metadata names. Camel's component has no option for that. */
final class S3ObjectLock implements ExecutionInterceptor {

    /** The metadata's key; its value is a time in ISO 8601. */
    static final String KEEP_UNTIL = "caravana-keep-until";

    private final ObjectLockMode mode;

    S3ObjectLock(ObjectLockMode mode) {
        this.mode = mode;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (context.request() instanceof PutObjectRequest put && put.metadata().containsKey(KEEP_UNTIL)) {
            return put.toBuilder()
                    .objectLockMode(mode)
                    .objectLockRetainUntilDate(Instant.parse(put.metadata().get(KEEP_UNTIL)))
                    .build();
        }
        return context.request();
    }
}
