package io.mudanza.engine.checkpoint;

import io.mudanza.engine.connect.DatabaseAddress;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The platform whose state is switched.
 *
 * @param target  its database
 * @param media   its media folder; null when it has none
 * @param journal folder in which what was begun is written down; created when absent, the same for all processes
 * @param drain   patience with open sessions before they are ended, not negative
 */
public record SwitchSettings(DatabaseAddress target, Path media, Path journal, Duration drain) {}
