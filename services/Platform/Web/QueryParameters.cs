using System.Collections.Frozen;
using System.Text.Json;
using Marketplace.Platform.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Platform.Web;

/// <summary>
/// Endpoint metadata: query parameters that the handler reads by itself, since no parameter of it is bound to them.
/// </summary>
/// <param name="Names">As callers write them.</param>
/// <param name="Explained">Names that the handler refuses, or takes several times, itself, since it can say why.</param>
public sealed record ReadsQuery(IReadOnlyCollection<string> Names, IReadOnlyCollection<string> Explained);

/// <summary>
/// Refuses query parameters that an endpoint does not have, as unknown fields of a body are refused: one that is misspelt would be ignored,
/// and the answer would be to another question. What an endpoint has is what its description says, that is what the document shows.
/// </summary>
sealed class QueryParameters(IApiDescriptionGroupCollectionProvider descriptions)
{
    // A parameter further from a known one than this is no misspelling of it.
    const int DistanceMax = 3;

    readonly Lazy<FrozenDictionary<string, Known>> _byEndpoint = new(() => Read(descriptions));

    /// <summary>Refuses (400) what is unknown, given more than once, or no text.</summary>
    /// <exception cref="InvalidRequestException">Something is; all of it is told at once.</exception>
    public void Check(HttpContext http)
    {
        if (!http.Request.QueryString.HasValue
            || http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>() is not { } name
            || !_byEndpoint.Value.TryGetValue(name.EndpointName, out var known))
        {
            return;
        }

        var checks = new Checks();
        foreach (var (parameter, values) in http.Request.Query)
        {
            // A stray "&" is no parameter.
            if (parameter.Length == 0 && values.ToString().Length == 0)
            {
                continue;
            }

            if (!known.Names.Contains(parameter) && !known.Explained.Contains(parameter))
            {
                Unknown(checks, parameter, known.Sorted);
                continue;
            }

            checks.That(
                values.Count == 1 || known.Explained.Contains(parameter), parameter, "parameter_repeated",
                $"参数“{parameter}”出现了 {values.Count} 次，请只写一次。",
                $"The parameter \"{parameter}\" is given {values.Count} times; give it once.");
            checks.Readable(values.ToString(), parameter);
        }

        if (checks.Faults.Count > 0)
        {
            throw Refusal.Of(checks.Faults).Thrown();
        }
    }

    static void Unknown(Checks checks, string parameter, string[] known)
    {
        // What was sent is repeated only when it can be read.
        var shown = parameter.Length <= 40 && Checks.IsReadable(parameter) ? parameter : "…";
        var nearest = known.Select(name => (Name: name, Distance: Distance(name, parameter)))
            .Where(name => name.Distance <= Math.Min(DistanceMax, name.Name.Length / 2)).OrderBy(name => name.Distance)
            .Select(name => name.Name).FirstOrDefault();
        var (zh, en) = known.Length == 0 ? ("该接口没有查询参数", "there are none")
            : ($"可用的参数：{string.Join("、", known)}", $"there are {string.Join(", ", known)}");
        checks.That(
            false, shown, "parameter_unknown",
            nearest is null ? $"没有名为“{shown}”的参数；{zh}。" : $"没有名为“{shown}”的参数，是否要用“{nearest}”？{zh}。",
            nearest is null ? $"There is no parameter \"{shown}\"; {en}."
                : $"There is no parameter \"{shown}\"; did you mean \"{nearest}\"? All: {en}.");
    }

    static FrozenDictionary<string, Known> Read(IApiDescriptionGroupCollectionProvider descriptions)
    {
        var byEndpoint = new Dictionary<string, Known>(StringComparer.Ordinal);
        foreach (var api in descriptions.ApiDescriptionGroups.Items.SelectMany(group => group.Items))
        {
            var metadata = api.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<IEndpointNameMetadata>().LastOrDefault() is not { } name)
            {
                continue;
            }

            var bound = api.ParameterDescriptions.Where(parameter => parameter.Source == BindingSource.Query).ToList();
            var read = metadata.OfType<ReadsQuery>().ToList();
            string[] names =
            [
                .. bound.Select(parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name)),
                .. read.SelectMany(own => own.Names),
            ];
            var explained = bound.Where(parameter => parameter.Type is { IsArray: true }).Select(parameter => parameter.Name)
                .Concat(read.SelectMany(own => own.Explained));
            byEndpoint[name.EndpointName] = new Known(
                names.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
                explained.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
                [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        }

        return byEndpoint.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>How many letters have to be put in, taken out or changed to make one of the other, whatever their case.</summary>
    static int Distance(string known, string given)
    {
        if (Math.Abs(known.Length - given.Length) > DistanceMax)
        {
            return int.MaxValue;
        }

        var before = Enumerable.Range(0, given.Length + 1).ToArray();
        for (var i = 1; i <= known.Length; i++)
        {
            var row = new int[given.Length + 1];
            row[0] = i;
            for (var j = 1; j <= given.Length; j++)
            {
                var isSame = char.ToUpperInvariant(known[i - 1]) == char.ToUpperInvariant(given[j - 1]);
                row[j] = Math.Min(Math.Min(before[j], row[j - 1]) + 1, before[j - 1] + (isSame ? 0 : 1));
            }

            before = row;
        }

        return before[given.Length];
    }

    sealed record Known(FrozenSet<string> Names, FrozenSet<string> Explained, string[] Sorted);
}
