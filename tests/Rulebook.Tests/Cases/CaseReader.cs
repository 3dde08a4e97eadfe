using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Marketplace.Rulebook.Tests.Cases;

/// <summary>Reads cases strictly: a slip of the pen must not become a case that tests nothing.</summary>
public static class CaseReader
{
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>The members of a step that are no verb.</summary>
    static readonly string[] BesidesTheVerb = [nameof(Step.At), nameof(Step.Refused), nameof(Step.By), nameof(Step.IsLateDocument)];

    /// <summary>Reads a file.</summary>
    /// <exception cref="CaseFaultException">It can't be read as a case; the message says where and what is allowed there.</exception>
    public static RulebookCase ReadFile(string file)
    {
        var name = Path.GetFileName(file);
        var read = Read(File.ReadAllText(file), name);
        if (read.Id != Path.GetFileNameWithoutExtension(file))
        {
            throw new CaseFaultException(name, "$.id", $"says {read.Id}; a case has the name of its file");
        }

        return read.Rules is null && CaseFiles.IsOwn(file)
            ? throw new CaseFaultException(name, "$.rules", "is missing; a case of this project names the rules that it shows")
            : read;
    }

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="CaseFaultException">It can't be read as a case.</exception>
    public static RulebookCase Read(string text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            RefuseUnknown(document.RootElement, typeof(RulebookCase), "$", file);
            var read = document.RootElement.Deserialize<RulebookCase>(Json)!;
            RefuseIdle(read, file);
            RefuseUnknownRules(read, file);
            return read;
        }
        catch (JsonException unreadable)
        {
            throw new CaseFaultException(file, unreadable.Path ?? "$", unreadable.Message);
        }
    }

    static void RefuseUnknown(JsonElement element, Type type, string path, string file)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum && !(element.ValueKind == JsonValueKind.String && Enum.IsDefined(type, element.GetString()!)))
        {
            throw new CaseFaultException(file, path, $"{element} is not one of: {string.Join(", ", Enum.GetNames(type))}");
        }

        var known = Json.GetTypeInfo(type);
        switch (known.Kind, element.ValueKind)
        {
            case (JsonTypeInfoKind.Object, JsonValueKind.Object):
                var members = known.Properties.Where(property => property.Set is not null).ToDictionary(property => property.Name);
                foreach (var member in element.EnumerateObject())
                {
                    var allowed = members.GetValueOrDefault(member.Name) ?? throw new CaseFaultException(
                        file,
                        $"{path}.{member.Name}",
                        $"is not known; allowed: {string.Join(", ", members.Keys.Order(StringComparer.Ordinal))}");
                    RefuseUnknown(member.Value, allowed.PropertyType, $"{path}.{member.Name}", file);
                }

                foreach (var missing in known.Properties
                    .Where(property => property.IsRequired && !element.TryGetProperty(property.Name, out _)))
                {
                    throw new CaseFaultException(file, $"{path}.{missing.Name}", "is missing");
                }

                break;
            case (JsonTypeInfoKind.Enumerable, JsonValueKind.Array):
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    RefuseUnknown(item, known.ElementType!, $"{path}[{index}]", file);
                }

                break;
            case (JsonTypeInfoKind.Dictionary, JsonValueKind.Object):
                foreach (var entry in element.EnumerateObject())
                {
                    RefuseUnknown(entry.Value, known.ElementType!, $"{path}[\"{entry.Name}\"]", file);
                }

                break;
        }
    }

    static void RefuseIdle(RulebookCase read, string file)
    {
        if (read.Expect.IsEmpty && read.Steps.All(step => step.Refused is null))
        {
            throw new CaseFaultException(file, "$.expect", "expects nothing, so the case could never fail");
        }

        foreach (var (index, report) in read.Expect.Reports.Index())
        {
            if (report.Cells.Count + report.Says.Count == 0)
            {
                throw new CaseFaultException(file, $"$.expect.reports[{index}]", "names neither cells nor says");
            }
        }

        foreach (var (index, step) in read.Steps.Index())
        {
            var verbs = Verbs(step);
            if (verbs.Count > 1 || (verbs.Count == 0 && step.At is null))
            {
                throw new CaseFaultException(
                    file, $"$.steps[{index}]", $"has {verbs.Count} verbs ({string.Join(", ", verbs)}); a step has one, or \"at\" alone");
            }
        }
    }

    static void RefuseUnknownRules(RulebookCase read, string file)
    {
        if (read.Rules is not { } rules)
        {
            return;
        }

        if (rules.Count == 0)
        {
            throw new CaseFaultException(file, "$.rules", "names no rule");
        }

        foreach (var (index, rule) in rules.Index())
        {
            if (!RuleNumbers.All.Contains(rule))
            {
                throw new CaseFaultException(file, $"$.rules[{index}]", $"{rule} is no rule or report of contracts/rules");
            }

            if (rules.Take(index).Contains(rule))
            {
                throw new CaseFaultException(file, $"$.rules[{index}]", $"{rule} is named twice");
            }
        }
    }

    /// <summary>What the step does, by the names of its members.</summary>
    public static IReadOnlyList<string> Verbs(Step step) =>
    [
        .. typeof(Step).GetProperties().Where(property => !BesidesTheVerb.Contains(property.Name) && property.GetValue(step) is not null)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
    ];
}

/// <summary>A file that is no case, and where in it.</summary>
public sealed class CaseFaultException(string file, string path, string fault) : Exception($"{file}: {path} {fault}.");
