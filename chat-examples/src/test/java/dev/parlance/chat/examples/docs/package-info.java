/** What the documents show must compile. */
@NullMarked
package dev.parlance.chat.examples.docs;

import org.jspecify.annotations.NullMarked;
