using System.Collections.Concurrent;
using System.Text.Json;

namespace Marketplace.AllInOne.Identity;

/// <summary>Everybody whom the demo issuer knows: the cast, and who was registered since, one line each in a file.</summary>
sealed class DemoIdentities : IDisposable
{
    const string FileName = "demo-identities.jsonl";

    readonly Lock _writing = new();
    readonly ConcurrentDictionary<string, DemoIdentity> _byName = new(StringComparer.Ordinal);
    readonly List<DemoIdentity> _inOrder = [];
    readonly StreamWriter _file;

    public DemoIdentities(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        foreach (var identity in DemoCast.Everybody.Concat(Stored(path)))
        {
            Remember(identity);
        }

        _file = new StreamWriter(path, append: true) { AutoFlush = true };
    }

    public DemoIdentity? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Adds somebody, or finds the one who has been there under the name.</summary>
    /// <returns>Who has the name now; the caller compares.</returns>
    public DemoIdentity Add(DemoIdentity identity)
    {
        lock (_writing)
        {
            if (_byName.TryGetValue(identity.Name, out var known))
            {
                return known;
            }

            _file.WriteLine(JsonSerializer.Serialize(identity));
            Remember(identity);
            return identity;
        }
    }

    /// <summary>So many of them, in the order in which they came, and the place of the next one if there are more.</summary>
    public (IReadOnlyList<DemoIdentity> Items, int? Next) List(int from, int size)
    {
        lock (_writing)
        {
            DemoIdentity[] items = [.. _inOrder.Skip(from).Take(size)];
            return (items, from + items.Length < _inOrder.Count ? from + items.Length : null);
        }
    }

    public void Dispose() => _file.Dispose();

    void Remember(DemoIdentity identity)
    {
        if (_byName.TryAdd(identity.Name, identity))
        {
            _inOrder.Add(identity);
        }
    }

    static IEnumerable<DemoIdentity> Stored(string path)
    {
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            DemoIdentity? identity;
            try
            {
                identity = JsonSerializer.Deserialize<DemoIdentity>(line);
            }
            catch (JsonException)
            {
                // The last line of a process that was killed while writing; whoever it was registers again.
                continue;
            }

            if (identity is not null)
            {
                yield return identity;
            }
        }
    }
}
