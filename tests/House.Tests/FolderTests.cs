using System.Text.RegularExpressions;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.House.Tests;

/// <summary>Within a service the folders depend on each other in one direction only.</summary>
public sealed class FolderTests
{
    /// <summary>
    /// Without Platform: its folders are the parts of one kernel. The base of every database has the outbox in it and is read by the
    /// caller's scope, while messaging and web need the database.
    /// </summary>
    public static TheoryData<string> ServiceNames { get; } =
    [
        "Catalog", "Ordering", "PurchasingUnits", "Logistics", "Crediting", "Accounts", "Portal", "AllInOne", "Tables", "Routing",
    ];

    [Theory, MemberData(nameof(ServiceNames))]
    public void The_folders_of_a_service_form_no_cycle(string service)
    {
        var cycle = CycleOf(Dependencies(service));

        Assert.True(cycle.Count == 0, $"services/{service}: {string.Join(" → ", cycle)}");
    }

    [Fact]
    public void A_cycle_is_drawn_from_folder_to_folder()
    {
        var folders = new Dictionary<string, HashSet<string>> { ["A"] = ["B"], ["B"] = ["C", "D"], ["C"] = [], ["D"] = ["B"] };

        Assert.Equal(["B", "D", "B"], CycleOf(folders));
    }

    /// <summary>Which folders each folder uses: those whose namespace a file imports or writes out, and whose types it names.</summary>
    static Dictionary<string, HashSet<string>> Dependencies(string service)
    {
        var files = Sources.Files("*.cs", "services", service)
            .Select(file => (Folder: FolderOf(file, service), Text: File.ReadAllText(file)))
            .Where(file => file.Folder.Length > 0).ToList();
        var folders = files.ToLookup(file => file.Folder, file => file.Text);
        return folders.ToDictionary(
            folder => folder.Key,
            folder => folder.SelectMany(text => Uses(service).Matches(text).Select(match => match.Groups["folder"].Value))
                .Where(used => used != folder.Key && folders.Contains(used)).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    static Regex Uses(string service) => new(
        $@"(?:using (?:static )?Marketplace\.{service}\.|(?<=[\s(<,])(?:Marketplace\.)?{service}\.)(?<folder>\w+)",
        RegexOptions.ExplicitCapture);

    static string FolderOf(string file, string service) =>
        Path.GetRelativePath(Repository.PathOf("services", service), file).Split(Path.DirectorySeparatorChar) is [var folder, _, ..]
            ? folder
            : "";

    /// <summary>The folders of a cycle, the first again as the last; empty when there is none.</summary>
    static List<string> CycleOf(Dictionary<string, HashSet<string>> dependencies)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var way = new List<string>();
        foreach (var folder in dependencies.Keys)
        {
            if (Leads(folder))
            {
                way.RemoveRange(0, way.IndexOf(way[^1]));
                return way;
            }
        }

        return [];

        bool Leads(string folder)
        {
            if (way.Contains(folder))
            {
                way.Add(folder);
                return true;
            }

            if (!done.Add(folder))
            {
                return false;
            }

            way.Add(folder);
            if (dependencies[folder].Any(Leads))
            {
                return true;
            }

            way.RemoveAt(way.Count - 1);
            return false;
        }
    }
}
