using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Hosting;

/// <summary>The one way in which settings are bound.</summary>
static class CheckedOptions
{
    extension(IServiceCollection services)
    {
        /// <summary>Binds a section once, with its data annotations checked before anything runs.</summary>
        public void AddCheckedOptions<TOptions>(string section)
            where TOptions : class =>
            services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
    }
}
