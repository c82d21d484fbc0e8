package dev.inlet.lake;

import java.util.List;

/**
 * What a {@link Catalog} consists of.
 *
 * <pre>
 * iceberg_tables                one row a table: the file of its state, as Iceberg's JdbcCatalog has it
 * iceberg_namespace_properties  as JdbcCatalog has it
 * inlet_raw_objects             one row a raw object that is in the tables, by its key
 * inlet_builds                  one row a build that was committed, and when it was
 * inlet_garbage                 one row a file that no table needs any more, with the time since when
 * inlet_rules                   one row a rule that the tables were built by, and that is off when it is not there
 * inlet_owner                   one row: the id that is left beside copies, and says that they are of these tables
 * inlet_published               one row: what was published last, when all of it was
 * </pre>
 */
final class CatalogLayout {
  /** Makes what is not there yet. */
  static final List<String> STATEMENTS =
      List.of(
          """
          create table if not exists iceberg_tables (
            catalog_name varchar(255) not null,
            table_namespace varchar(255) not null,
            table_name varchar(255) not null,
            metadata_location varchar(1000),
            previous_metadata_location varchar(1000),
            iceberg_type varchar(5),
            primary key (catalog_name, table_namespace, table_name))\
          """,
          """
          create table if not exists iceberg_namespace_properties (
            catalog_name varchar(255) not null,
            namespace varchar(255) not null,
            property_key varchar(255),
            property_value varchar(1000),
            primary key (catalog_name, namespace, property_key))\
          """,
          """
          create table if not exists inlet_raw_objects (
            key text not null primary key, build text not null) without rowid\
          """,
          """
          create table if not exists inlet_builds (
            build text not null primary key, built_at integer not null)\
          """,
          """
          create table if not exists inlet_garbage (
            path text not null primary key, since integer not null) without rowid\
          """,
          """
          create table if not exists inlet_rules (name text not null primary key) without rowid\
          """,
          "create table if not exists inlet_owner (id text not null)",
          """
          insert into inlet_owner select lower(hex(randomblob(8)))
          where not exists (select 1 from inlet_owner)\
          """,
          "create table if not exists inlet_published (what text not null)");

  private CatalogLayout() {}
}
