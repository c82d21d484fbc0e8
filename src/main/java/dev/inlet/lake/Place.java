package dev.inlet.lake;

import dev.inlet.delivery.Copies;
import java.util.function.Supplier;

/**
 * Where tables are published for others to read.
 *
 * @param root the URL of the folder that copies of their files are in
 * @param databases what the names of the databases start with
 * @param copies connects to that folder
 * @param directory connects to what names the tables
 */
public record Place(
    String root, String databases, Supplier<Copies> copies, Supplier<TableDirectory> directory) {}
