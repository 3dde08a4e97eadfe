using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;

namespace Marketplace.Tables;

/// <summary>
/// The parts of an XLSX file. Their names are compared without case, slashes lean either way, and no more is unpacked than the limits
/// allow.
/// </summary>
sealed class XlsxParts : IDisposable
{
    const int PartsMax = 10_000;
    const int DirectoryEnd = 22;
    const int CommentMax = ushort.MaxValue;

    // Tags are short; the reader of XML keeps each whole.
    const int TagBytesMax = 64 * 1024;
    const int SearchBuffer = 64 * 1024;

    readonly ZipArchive _zip;
    readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    readonly XmlReaderSettings _settings;

    XlsxParts(ZipArchive zip, TableLimits limits)
    {
        _zip = zip;
        foreach (var part in zip.Entries)
        {
            if (!_parts.TryAdd(part.FullName.Replace('\\', '/').TrimStart('/'), part))
            {
                throw UnreadableTableException.Broken;
            }
        }

        _settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
            MaxCharactersInDocument = limits.UnpackedBytesMax,
        };
    }

    /// <summary>Opens the file; it stays open when the parts are disposed.</summary>
    /// <exception cref="UnreadableTableException">It is broken or unpacks to more than the limits.</exception>
    public static XlsxParts Open(Stream file, TableLimits limits)
    {
        if (CountOf(file) is < 1 or > PartsMax)
        {
            throw UnreadableTableException.Broken;
        }

        file.Position = 0;
        var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        try
        {
            // The sizes that it states hold: no more than that is unpacked of a part.
            var unpacked = zip.Entries.Sum(part => (decimal)part.Length);
            return unpacked > limits.UnpackedBytesMax
                || (unpacked > limits.UnpackedBytesFree && unpacked > (decimal)file.Length * limits.UnpackedRatioMax)
                ? throw UnreadableTableException.TooLarge
                : new XlsxParts(zip, limits);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    public bool Has(string part) => _parts.ContainsKey(part);

    public bool HasAny(string ending) => _parts.Keys.Any(part => part.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    public long LengthOf(string part) => Entry(part).Length;

    public XmlReader Read(string part) => XmlReader.Create(new ShortTagsStream(Entry(part).Open(), TagBytesMax), _settings);

    /// <summary>Whether the word may stand in the part, which is much faster than to read it; always true of parts in UTF-16.</summary>
    public bool Mentions(string part, ReadOnlySpan<byte> word, CancellationToken ct)
    {
        using var bytes = Entry(part).Open();
        var buffer = new byte[SearchBuffer];
        for (var kept = 0; ;)
        {
            ct.ThrowIfCancellationRequested();
            var length = kept + bytes.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false);
            if (buffer.AsSpan(0, length).IndexOf(word) >= 0 || buffer is [0xFE or 0xFF, ..] or [_, 0, ..] or [0, ..])
            {
                return true;
            }

            if (length < buffer.Length)
            {
                return false;
            }

            kept = word.Length - 1;
            buffer.AsSpan(length - kept).CopyTo(buffer);
        }
    }

    /// <summary>What a part refers to, by the id that it uses: the end of the type, and the name of the other part.</summary>
    public IReadOnlyDictionary<string, (string Type, string Part)> RelationsOf(string part)
    {
        var (folder, name) = Split(part);
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        var relations = $"{folder}_rels/{name}.rels";
        if (!Has(relations))
        {
            return found;
        }

        using var xml = Read(relations);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" }
                && xml.GetAttribute("TargetMode") != "External"
                && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
            {
                if (found.Count == PartsMax)
                {
                    throw UnreadableTableException.Broken;
                }

                found[id] = (xml.GetAttribute("Type")?.Split('/')[^1] ?? "", Resolve(folder, target));
            }
        }

        return found;
    }

    public void Dispose() => _zip.Dispose();

    /// <summary>A target is relative to the folder of the part that names it, or begins with a slash.</summary>
    static string Resolve(string folder, string target)
    {
        var path = Uri.UnescapeDataString(target).Replace('\\', '/');
        var steps = new List<string>();
        foreach (var step in (path.StartsWith('/') ? path : folder + path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "..")
            {
                if (steps.Count > 0)
                {
                    steps.RemoveAt(steps.Count - 1);
                }
            }
            else if (step != ".")
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    static (string Folder, string Name) Split(string part)
    {
        var end = part.LastIndexOf('/') + 1;
        return (part[..end], part[end..]);
    }

    ZipArchiveEntry Entry(string part) => _parts.TryGetValue(part, out var entry) ? entry : throw UnreadableTableException.Broken;

    /// <summary>How many parts there are, read before any of them is listed; -1 when the file is broken.</summary>
    static int CountOf(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, DirectoryEnd + CommentMax)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        return end < 0 || end + DirectoryEnd > tail.Length ? -1 : BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
    }
}
