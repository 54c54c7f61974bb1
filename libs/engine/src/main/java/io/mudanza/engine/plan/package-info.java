/** In which order and pieces tables are read. */
package io.mudanza.engine.plan;
