package io.mudanza.importing.hooks;

import java.util.UUID;

/**
 * One call of a hook, and what it is told.
 *
 * @param point  when
 * @param action around what
 * @param job    id of the job
 * @param node   name of the node
 */
record HookCall(HookPoint point, SwitchAction action, UUID job, String node) {}
