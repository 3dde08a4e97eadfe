using System.Reflection;
using Marketplace.Platform.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Web;

/// <summary>
/// What happens to every request between binding and handler. What applies is decided once, from the handler's parameters.
/// </summary>
static class RequestFilters
{
    /// <summary>
    /// Runs <see cref="IChecked"/> and refuses enum values that nobody declared, which query strings can carry as numbers.
    /// </summary>
    public static EndpointFilterDelegate Check(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var parameters = context.MethodInfo.GetParameters();
        var isChecked = Positions(parameters, type => typeof(IChecked).IsAssignableFrom(type));
        var enums = Positions(parameters, type => (Nullable.GetUnderlyingType(type) ?? type).IsEnum);
        if (isChecked.Length == 0 && enums.Length == 0)
        {
            return next;
        }

        return invocation =>
        {
            var checks = new Checks();
            foreach (var position in enums)
            {
                if (invocation.Arguments[position] is Enum value && !Enum.IsDefined(value.GetType(), value))
                {
                    var field = parameters[position].Name!;
                    checks.That(
                        false, field, "parameter_invalid", $"参数“{field}”的值不在可选范围内。", $"The parameter \"{field}\" has no such value.");
                }
            }

            foreach (var position in isChecked)
            {
                (invocation.Arguments[position] as IChecked)?.Check(checks);
            }

            return checks.Faults.Count == 0 ? next(invocation) : throw Refusal.Of(checks.Faults).Thrown();
        };
    }

    /// <summary>Refuses callers who act for an organisation that is not theirs; of officials <see cref="Authority"/> says more.</summary>
    public static EndpointFilterDelegate ActsFor(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var actors = Positions(context.MethodInfo.GetParameters(), type => typeof(IActsFor).IsAssignableFrom(type));
        if (actors.Length == 0)
        {
            return next;
        }

        return invocation =>
        {
            var caller = invocation.HttpContext.RequestServices.GetRequiredService<CallerHolder>().Current;
            foreach (var position in actors)
            {
                if (invocation.Arguments[position] is IActsFor request && caller.Org != request.ActsFor && !caller.Has(Caller.Official))
                {
                    throw new ForbiddenException(
                        "not_your_organisation",
                        "您只能为自己所属的机构办理；请改用该机构的账号。",
                        "You can act for your own organisation only; use an account of that organisation.");
                }
            }

            return next(invocation);
        };
    }

    /// <summary>Lets only the nation decide what is the nation's, and fails a command that did not ask who decides.</summary>
    public static async ValueTask<object?> DecideAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var http = invocation.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<DecisionNeeded>() is not { } needed)
        {
            return await next(invocation);
        }

        var authority = http.RequestServices.GetRequiredService<Authority>();
        if (needed.By == DecidedBy.Nation)
        {
            authority.RequireNation();
        }

        var answer = await next(invocation);
        var result = answer is INestedHttpResult several ? several.Result : answer;
        if (result is not IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest } and not StoredAnswer { IsReplay: true })
        {
            authority.MustHaveBeenAsked(http.GetEndpoint());
        }

        return answer;
    }

    static int[] Positions(ParameterInfo[] parameters, Func<Type, bool> applies) =>
        [.. parameters.Where(p => applies(p.ParameterType)).Select(p => p.Position)];
}
