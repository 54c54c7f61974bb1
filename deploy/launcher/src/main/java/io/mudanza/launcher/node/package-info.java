/** A node on disk: its folder, its settings, and the file by which a terminal finds it. */
package io.mudanza.launcher.node;
